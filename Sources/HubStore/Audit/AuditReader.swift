import HubModel
package import HubPostgres

/// Reads what was asked and decided, one entry after the other: memory does not grow with the audit.
///
/// It does not prove anything: that is `AuditVerifier`'s work.
package struct AuditReader: Sendable {
  package enum Item: Sendable {
    case entry(AuditEntry)
    /// Something that a person did with a command, µs since 1970.
    case act(at: Int64)
    /// Nothing that the hub writes.
    case unreadable
  }

  let connection: PostgresConnection

  package init(connection: PostgresConnection) { self.connection = connection }

  /// Clocks of gateways may run before the database's by so much (µs).
  private static let drift: Int64 = 3_600_000_000

  /// In no order.
  ///
  /// - Parameter since: µs since 1970: what was asked earlier is left out.
  package func read(since: Int64, _ body: (Item) throws -> Void) async throws {
    let query = """
      COPY (SELECT e.entry FROM audit.batch b JOIN audit.entry e ON e.writer = b.writer AND e.batch = b.sequence
      WHERE b.at >= to_timestamp(\(since - Self.drift)::float8 / 1000000)) TO STDOUT (FORMAT binary)
      """
    try await connection.copyOut(query) { row in
      var tuple = CopyRow(row)
      let item = Self.item(tuple.next().map { Array($0) } ?? [])
      switch item {
      case .entry(let entry) where entry.at < since: return
      case .act(let at) where at < since: return
      default: try body(item)
      }
    }
  }

  /// `text`: of a row of `audit.entry`.
  static func item(_ text: [UInt8]) -> Item {
    guard let end = text.firstIndex(of: UInt8(ascii: "\n")), let told = EntryReader.object(text[..<end]),
      let kept = EntryReader.object(text[(end + 1)...])
    else { return .unreadable }
    if told["act"] != nil, case .number(let at)? = told["at"] { return .act(at: at) }
    return AuditEntry(told: told, kept: kept).map(Item.entry) ?? .unreadable
  }
}
