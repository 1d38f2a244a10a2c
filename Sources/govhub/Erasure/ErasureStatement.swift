import Foundation
import HubCrypto
import HubModel
import HubStore

/// What was erased, as it is handed to whoever asked for it: signed with the hub's key, the one of `govhub receipt public-key`.
struct ErasureStatement: Encodable, Sendable {
  struct Told: Encodable, Sendable {
    var hub: String
    var entity: String
    /// The subject's fingerprint under the audit key, by which the audit names the erasure.
    var subject: String
    var erasedAt: String
    var erasedBy: String
    var reason: String
    /// Rows removed, by table.
    var rows: [String: Int64]
    /// After so many days no backup holds them.
    var backupRetention: String
    var remains: [String]
  }

  var statement: Told
  /// The text that is signed: the statement as JSON with sorted keys, in one line.
  var signed: String
  var signature: String
  var algorithm: String
  var keyId: String

  init(_ told: Told, signer: Signer) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = [UInt8](try encoder.encode(told))
    statement = told
    signed = String(decoding: text, as: UTF8.self)
    signature = Base64.encodeURL(try signer.sign(text))
    algorithm = signer.algorithm.rawValue
    keyId = signer.keyID
  }
}

extension Erasure.Report {
  /// For the record: the subject as the audit names it, and how many rows of each table.
  func target(of entity: String) -> String {
    let rows = counts.map { "\($0.table)=\($0.rows)" }.joined(separator: " ")
    return "\(entity) \(Hex.encode(subject.bytes)) \(rows)"
  }
}
