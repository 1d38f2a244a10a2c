package import HubModel
package import HubPostgres

/// Finds entries. What is compared is the text of an entry's own members, whose form and order `EntryWriter` fixes; subjects are
/// found by their fingerprints. Newest first.
package struct AuditSearch: Sendable {
  package var client: String?
  package var purpose: String?
  package var caseNo: String?
  package var decision: AuditEntry.Effect?
  /// Under the audit key; any of them. Nil: whoever it was.
  package var subjects: [Fingerprint]?
  /// Microseconds since 1970, both included.
  package var since: Int64?
  package var until: Int64?
  package var limit: Int64

  package init(limit: Int64 = 100) { self.limit = limit }

  package struct Found: Sendable {
    /// `writer/batch/position`.
    package var place: String
    /// One object of JSON each: what the caller knows, and what only the audit keeps.
    package var told: String
    package var kept: String
  }

  package func run(on connection: PostgresConnection) async throws -> [Found] {
    var query = Query()
    add(to: &query)
    let rows = try await connection.query(query.text(limit: limit), query.parameters, prepare: false)
    return (0..<rows.count).map { row in
      Found(place: rows.text(row, 0) ?? "", told: rows.text(row, 1) ?? "", kept: rows.text(row, 2) ?? "")
    }
  }

  /// A batch is written within moments of its questions; an hour allows for clocks that differ.
  private static let slack: Int64 = 3_600_000_000

  private func add(to query: inout Query) {
    if let subjects { query.require("e.subject = ANY(?)", .bytesArray(subjects.map(\.bytes))) }
    for (name, value) in [("client", client), ("purpose", purpose), ("caseNo", caseNo)] {
      if let value { query.require("strpos(split_part(e.entry, E'\\n', 1), ?) > 0", Self.member(name, value)) }
    }
    if let decision {
      query.require("strpos(split_part(e.entry, E'\\n', 2), ?) > 0", Self.member("decision", decision.rawValue))
    }
    if let since {
      query.require("b.at >= ?", .timestamptz(since - Self.slack))
      query.require("\(Query.at) >= ?", .int8(since))
    }
    if let until {
      query.require("b.at <= ?", .timestamptz(until + Self.slack))
      query.require("\(Query.at) <= ?", .int8(until))
    }
  }

  /// `"name":"value"` as an entry has it.
  private static func member(_ name: String, _ value: String) -> PostgresValue {
    var writer = EntryWriter(reserving: 64)
    writer.field("m", [(key: name, value: value)])
    // {"m":{"name":"value"}}
    return .text(String(decoding: writer.finish().dropFirst(6).dropLast(2), as: UTF8.self))
  }

  /// Conditions whose `?` become numbered parameters.
  private struct Query {
    static let at = "substring(e.entry FROM '\"at\":([0-9]+)')::int8"
    private var conditions = ["true"]
    private(set) var parameters: [PostgresValue] = []

    mutating func require(_ condition: String, _ value: PostgresValue) {
      parameters.append(value)
      let parts = condition.split(separator: "?", omittingEmptySubsequences: false)
      conditions.append(parts.joined(separator: "$\(parameters.count)"))
    }

    mutating func text(limit: Int64) -> String {
      parameters.append(.int8(limit))
      return """
        SELECT concat_ws('/', e.writer, e.batch, e.position), split_part(e.entry, E'\\n', 1), split_part(e.entry, E'\\n', 2)
        FROM audit.entry AS e JOIN audit.batch AS b ON b.writer = e.writer AND b.sequence = e.batch
        WHERE \(conditions.joined(separator: " AND "))
        ORDER BY b.at DESC, e.writer DESC, e.batch DESC, e.position DESC LIMIT $\(parameters.count)
        """
    }
  }
}
