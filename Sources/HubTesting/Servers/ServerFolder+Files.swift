import Glibc
import HubModel

extension ServerFolder {
  var log: String { path + "/log" }

  /// A folder below this one.
  func makeFolder(_ name: String) throws(HubError) -> String {
    let folder = path + "/" + name
    guard mkdir(folder, 0o755) == 0 else { throw failure("The folder \(name) could not be made.") }
    return folder
  }

  /// Writes a file for its owner alone and gives its path.
  @discardableResult
  func write(_ text: String, to name: String) throws(HubError) -> String {
    let file = path + "/" + name
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("The file \(name) could not be made.") }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw failure("The file \(name) could not be written.") }
      rest = rest.dropFirst(count)
    }
    return file
  }

  func text(_ name: String) throws(HubError) -> String {
    let descriptor = open(path + "/" + name, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("The file \(name) is not there.") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &block, block.count)
      if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(contentsOf: block.prefix(count))
    }
  }

  /// What went wrong, with the log's last lines.
  func failure(_ reason: String) -> HubError {
    let lines = (try? text("log"))?.split(separator: "\n").suffix(12).joined(separator: "\n") ?? ""
    return HubError("server-did-not-start", "A test server failed. \(reason)\n\(lines)")
  }
}
