package import HubPostgres

/// A policy set that an author has signed and that waits for its approver, or has one. It holds no files: whoever approves has
/// them before their own eyes, under the same digest.
package struct PolicyProposal: Sendable {
  package var digest: [UInt8]
  /// The set that it follows; both signatures name it, so that neither serves a second time.
  package var after: Int64
  package var author: String
  package var authorSignature: [UInt8]
  package var approval: Approval?

  package struct Approval: Sendable {
    package var approver: String
    package var signature: [UInt8]
  }

  /// Proposed again, by whomever, it has to be approved again.
  package static func propose(
    _ digest: [UInt8], after sequence: Int64, by author: String, _ signature: [UInt8], on connection: PostgresConnection
  ) async throws {
    try await connection.query(
      """
      INSERT INTO control.policy_proposal (digest, after, author, author_signature) VALUES ($1, $2, $3, $4)
      ON CONFLICT (digest, after) DO UPDATE SET author = $3, author_signature = $4, proposed_at = now(),
      approver = NULL, approver_signature = NULL, approved_at = NULL
      """, [.bytes(digest), .int8(sequence), .text(author), .bytes(signature)], prepare: false)
  }

  /// False where the proposal is gone, or is by now the approver's own.
  package static func approve(
    _ digest: [UInt8], after sequence: Int64, by approver: String, _ signature: [UInt8], on connection: PostgresConnection
  ) async throws -> Bool {
    try await connection.query(
      """
      UPDATE control.policy_proposal SET approver = $3, approver_signature = $4, approved_at = now()
      WHERE digest = $1 AND after = $2 AND author <> $3
      """, [.bytes(digest), .int8(sequence), .text(approver), .bytes(signature)], prepare: false
    ).affected == 1
  }

  package static func find(
    _ digest: [UInt8], after sequence: Int64, on connection: PostgresConnection
  ) async throws -> PolicyProposal? {
    let rows = try await connection.query(
      """
      SELECT author, author_signature, approver, approver_signature FROM control.policy_proposal
      WHERE digest = $1 AND after = $2
      """, [.bytes(digest), .int8(sequence)], prepare: false)
    guard rows.count == 1 else { return nil }
    let approval = rows.text(0, 2).map { approver in
      Approval(approver: approver, signature: rows.bytes(0, 3).map(Array.init) ?? [])
    }
    return PolicyProposal(
      digest: digest, after: sequence, author: rows.text(0, 0) ?? "", authorSignature: rows.bytes(0, 1).map(Array.init) ?? [],
      approval: approval)
  }
}
