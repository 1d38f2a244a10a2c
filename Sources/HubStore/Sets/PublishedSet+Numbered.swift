import HubModel
package import HubPostgres

extension PublishedSet {
  /// An earlier set; nil where none has this number.
  package static func numbered(
    _ kind: Kind, _ sequence: Int64, on connection: PostgresConnection
  ) async throws -> PublishedSet? {
    let rows = try await connection.query(
      "SELECT digest, files FROM \(kind.table) WHERE sequence = $1", [.int8(sequence)], prepare: false)
    guard rows.count == 1 else { return nil }
    guard let files = PackedFiles.unpack(rows.text(0, 1) ?? "") else {
      throw HubError("set-unreadable", "The \(kind.rawValue) set \(sequence) of the database cannot be read.")
    }
    return PublishedSet(sequence: sequence, digest: rows.bytes(0, 0).map(Array.init) ?? [], files: files)
  }
}
