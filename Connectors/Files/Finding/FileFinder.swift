import HubModel
import HubTransfer

/// Finds the files that an address with a name pattern stands for.
struct FileFinder: Sendable {
  /// Folder with `/` at its end; empty for a bare name.
  let folder: String
  let pattern: NamePattern
  private let address: String

  /// - Throws: `name-pattern-malformed`.
  init(_ address: String) throws(HubError) {
    let cut = address.lastIndex(of: "/").map { address.index(after: $0) } ?? address.startIndex
    folder = String(address[..<cut])
    guard !folder.contains("{"), !folder.contains("*") else {
      throw HubError("name-pattern-misplaced", "Only the last part of an address may be a name pattern.")
    }
    pattern = try NamePattern(String(address[cut...]))
    self.address = address
  }

  /// Every file that fits, the oldest first. A plain name is not looked for: reading it tells whether it is there.
  func files(_ access: FileAccess) async throws -> [FoundFile] {
    guard !pattern.isPlain else { return [FoundFile(name: name, address: address, date: "")] }
    let listed = try await access.transfer(folder).list()
    let found = listed.compactMap { file in
      pattern.date(in: file.name).map { FoundFile(name: file.name, address: folder + encoded(file.name), date: $0) }
    }
    return found.sorted(by: FoundFile.precedes)
  }

  private var name: String { String(address[folder.endIndex...]) }

  /// A name in an address: everything but unreserved characters (RFC 3986) is escaped. Paths take names as they are.
  private func encoded(_ name: String) -> String {
    guard folder.contains("://") else { return name }
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
