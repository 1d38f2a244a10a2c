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
    let place = try access.transfer(folder)
    let found = try await place.list().compactMap { file in
      pattern.date(in: file.name).map { FoundFile(name: file.name, address: place.address(of: file), date: $0) }
    }
    return found.sorted(by: FoundFile.precedes)
  }

  private var name: String { String(address[folder.endIndex...]) }
}
