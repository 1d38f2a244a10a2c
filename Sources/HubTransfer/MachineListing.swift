import HubModel

/// The lines of MLSD (RFC 3659, 7): `type=file;size=12;modify=20260102030405; name`.
enum MachineListing {
  /// - Throws: `listing-unreadable`.
  static func files(in text: [UInt8], _ shownAddress: String) throws(HubError) -> [RemoteFile] {
    var files: [RemoteFile] = []
    for whole in text.split(separator: UInt8(ascii: "\n")) {
      let line = whole.last == UInt8(ascii: "\r") ? whole.dropLast() : whole
      if line.isEmpty { continue }
      guard let blank = line.firstIndex(of: UInt8(ascii: " ")) else { throw LongListing.unreadable(shownAddress) }
      let known = facts(in: line[..<blank])
      guard let kind = known["type"] else { throw LongListing.unreadable(shownAddress) }
      guard kind == "file" else { continue }
      guard let size = known["size"].flatMap({ UInt64($0) }) else { throw LongListing.unreadable(shownAddress) }
      let modified = known["modify"].flatMap(seconds) ?? 0
      files.append(RemoteFile(bytes: Array(line[(blank + 1)...]), size: size, modified: modified))
    }
    return files
  }

  /// Their names have no case; neither have the values that matter here.
  private static func facts(in text: ArraySlice<UInt8>) -> [String: String] {
    var facts: [String: String] = [:]
    for fact in String(decoding: text, as: UTF8.self).lowercased().split(separator: ";") {
      guard let sign = fact.firstIndex(of: "=") else { continue }
      facts[String(fact[..<sign])] = String(fact[fact.index(after: sign)...])
    }
    return facts
  }

  /// `YYYYMMDDHHMMSS` in UTC; a fraction may follow.
  private static func seconds(_ text: String) -> Int64? {
    let digits = text.utf8.prefix(14).map { Int($0) - 48 }
    guard digits.count == 14, digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
    return CivilTime.seconds(
      year: number(0..<4), month: number(4..<6), day: number(6..<8), hour: number(8..<10), minute: number(10..<12),
      second: number(12..<14))
  }
}
