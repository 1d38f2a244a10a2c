import HubConnectorKit

/// Two files of delimited text in a folder of a zip archive, beside one that nobody asks for.
struct ArchiveForm: FileForm {
  let suffix = "zip"
  let encodings = CSVForm().encodings

  func settings(_ encoding: TextEncoding) -> [String: SourceSettings.Value] {
    CSVForm().settings(encoding).merging(["inside": .text("people-*.csv")]) { $1 }
  }

  func write(_ rows: [[String?]], bad: Int?, _ encoding: TextEncoding, to path: String) throws {
    let half = rows.count / 2
    try pack(to: path, isPacked: true) { first, second in
      let badInFirst = bad.flatMap { $0 <= half ? $0 : nil }
      let badInSecond = bad.flatMap { $0 > half ? $0 - half : nil }
      try CSVForm().write(Array(rows.prefix(half)), bad: badInFirst, encoding, to: first)
      try CSVForm().write(Array(rows.dropFirst(half)), bad: badInSecond, encoding, to: second)
    }
  }

  func writeLarge(_ megabytes: Int, to path: String) throws {
    try pack(to: path, isPacked: false) { first, second in
      try CSVForm().write([], bad: nil, .utf8, to: first)
      try CSVForm().writeLarge(megabytes, to: second)
    }
  }

  private func pack(to path: String, isPacked: Bool, _ fill: (_ first: String, _ second: String) throws -> Void) throws {
    let folder = try TestFolder()
    defer { folder.remove() }
    let (first, second) = (folder.path + "/1.csv", folder.path + "/2.csv")
    try fill(first, second)
    let files = [("交付/people-1.csv", first), ("交付/people-2.csv", second), ("交付/other.csv", first)]
    try ZipFile.write(files.map { (name: $0.0, path: $0.1) }, to: path, isPacked: isPacked)
  }
}
