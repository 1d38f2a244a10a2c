package import HubPostgres
import HubModel

/// A policy or mapping set as it was published: the files as one unit, under a sequence number and a digest.
package struct PublishedSet: Sendable {
  package enum Kind: String, Sendable {
    case policy, mapping
    var table: String { "control.\(rawValue)_set" }
    /// The channel on which gateways hear of a new set.
    package var channel: String { "govhub_\(rawValue)" }
  }

  package var sequence: Int64
  package var digest: [UInt8]
  /// Path and text of each file, as packed by `PackedFiles`.
  package var files: [(path: String, text: String)]

  /// Inserts a set that the caller has checked, unless the newest one has the same digest. Returns the live sequence.
  package static func publish(
    _ kind: Kind, files: [(path: String, text: String)], digest: [UInt8], by person: String,
    signatures: String = "[]", on connection: PostgresConnection
  ) async throws -> (sequence: Int64, isNew: Bool) {
    try await connection.transaction { transaction in
      try await transaction.query("LOCK TABLE \(kind.table) IN SHARE ROW EXCLUSIVE MODE", [], prepare: false)
      let newest = try await transaction.query(
        "SELECT sequence, digest FROM \(kind.table) ORDER BY sequence DESC LIMIT 1", [], prepare: false)
      // A signed set is compared with the one that counts, which need not be the newest row, before it comes here.
      if signatures == "[]", newest.count == 1, newest.bytes(0, 1).map(Array.init) == digest {
        return (newest.int8(0, 0) ?? 0, false)
      }
      let inserted = try await transaction.query(
        "INSERT INTO \(kind.table) (digest, files, published_by, signatures) VALUES ($1, $2, $3, $4) RETURNING sequence",
        [.bytes(digest), .text(PackedFiles.pack(files)), .text(person), .text(signatures)], prepare: false)
      try await transaction.query("SELECT pg_notify('\(kind.channel)', '')", [], prepare: false)
      return (inserted.int8(0, 0) ?? 0, true)
    }
  }

  /// The live set; nil where none was published.
  package static func live(_ kind: Kind, on connection: PostgresConnection) async throws -> PublishedSet? {
    let rows = try await connection.query(
      "SELECT sequence, digest, files FROM \(kind.table) ORDER BY sequence DESC LIMIT 1", [], prepare: false)
    guard rows.count == 1 else { return nil }
    guard let files = PackedFiles.unpack(rows.text(0, 2) ?? "") else {
      throw HubError("set-unreadable", "The published \(kind.rawValue) set cannot be read.", remedy: "Publish it again.")
    }
    return PublishedSet(sequence: rows.int8(0, 0) ?? 0, digest: rows.bytes(0, 1).map(Array.init) ?? [], files: files)
  }
}

/// Several text files as one text: each is a line `path<TAB>bytes` followed by exactly that many bytes.
package enum PackedFiles {
  package static func pack(_ files: [(path: String, text: String)]) -> String {
    files.sorted { $0.path < $1.path }.map { "\($0.path)\t\($0.text.utf8.count)\n\($0.text)" }.joined()
  }

  package static func unpack(_ text: String) -> [(path: String, text: String)]? {
    var files: [(path: String, text: String)] = []
    var rest = Substring(text).utf8
    while !rest.isEmpty {
      guard let tab = rest.firstIndex(of: UInt8(ascii: "\t")), let end = rest.firstIndex(of: UInt8(ascii: "\n")), tab < end,
        let count = Int(Substring(rest[rest.index(after: tab)..<end])), let path = String(rest[..<tab]),
        let stop = rest.index(rest.index(after: end), offsetBy: count, limitedBy: rest.endIndex),
        let body = String(rest[rest.index(after: end)..<stop])
      else { return nil }
      files.append((path, body))
      rest = rest[stop...]
    }
    return files
  }
}
