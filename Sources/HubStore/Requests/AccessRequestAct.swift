import HubModel
package import HubPostgres

/// One row of `control.access_request_act`: what was done with a request, by whom, over which text of it.
package struct AccessRequestAct: Sendable, Equatable {
  /// Nil before it is written.
  package var number: Int64?
  package var request: String
  package var act: String
  package var person: String
  /// Microseconds since 1970.
  package var at: Int64
  /// SM3 of the file.
  package var digest: [UInt8]
  package var share: String
  package var reason: String?
  /// `yyyy-MM-dd`: the last day in time for what comes next.
  package var due: String?

  package init(
    request: String, act: String, person: String, at: Int64, digest: [UInt8], share: String, reason: String? = nil,
    due: String? = nil
  ) {
    self.request = request
    self.act = act
    self.person = person
    self.at = at
    self.digest = digest
    self.share = share
    self.reason = reason
    self.due = due
  }

  /// In their order; those of one request, or of all.
  package static func all(of request: String? = nil, on connection: PostgresConnection) async throws -> [AccessRequestAct] {
    let rows = try await connection.query(
      """
      SELECT request, act, person, at, digest, share, reason, due, id FROM control.access_request_act
      WHERE $1::text IS NULL OR request = $1 ORDER BY id
      """, [request.map { .text($0) } ?? .null], prepare: false)
    return (0..<rows.count).map { row in
      var act = AccessRequestAct(
        request: rows.text(row, 0) ?? "", act: rows.text(row, 1) ?? "", person: rows.text(row, 2) ?? "",
        at: rows.timestamptz(row, 3) ?? 0, digest: rows.bytes(row, 4).map(Array.init) ?? [], share: rows.text(row, 5) ?? "",
        reason: rows.text(row, 6), due: rows.text(row, 7))
      act.number = rows.int8(row, 8)
      return act
    }
  }

  /// Adds the act, unless somebody else did something meanwhile.
  ///
  /// - Parameters:
  ///   - last: number of the newest act that was seen.
  ///   - unit: who asks, for the first act.
  /// - Throws: `request-moved`.
  package func append(
    after last: Int64?, unit: (name: String, code: String)?, on connection: PostgresConnection
  ) async throws {
    try await connection.transaction { transaction in
      if let unit {
        try await transaction.query(
          "INSERT INTO control.access_request (id, unit, unit_code) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING",
          [.text(request), .text(unit.name), .text(unit.code)], prepare: false)
      }
      // The row as a lock: acts on one request come one after the other.
      try await transaction.query(
        "SELECT 1 FROM control.access_request WHERE id = $1 FOR UPDATE", [.text(request)], prepare: false)
      let newest = try await transaction.query(
        "SELECT max(id) FROM control.access_request_act WHERE request = $1", [.text(request)], prepare: false)
      guard newest.int8(0, 0) == last else {
        throw HubError(
          "request-moved", "Somebody else did something with this request meanwhile.", remedy: "Look at it again.",
          persistence: .transient)
      }
      try await insert(transaction)
    }
  }

  private func insert(_ transaction: PostgresTransaction) async throws {
    try await transaction.query(
      """
      INSERT INTO control.access_request_act (request, act, person, at, digest, share, reason, due)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """,
      [
        .text(request), .text(act), .text(person), .timestamptz(at), .bytes(digest), .text(share),
        reason.map { .text($0) } ?? .null, due.map { .text($0) } ?? .null,
      ], prepare: false)
  }
}
