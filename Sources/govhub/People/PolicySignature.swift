import Foundation
import HubCrypto
import HubModel
import HubStore

/// One of the two signatures under a policy set, as `control.policy_set` keeps them.
struct PolicySignature: Codable, Equatable, Sendable {
  enum Part: String, Codable, Sendable { case author, approver }

  var part: Part
  var person: String
  /// Base64.
  var signature: String

  init(_ part: Part, _ person: String, _ signature: [UInt8]) {
    self.part = part
    self.person = person
    self.signature = Base64.encode(signature)
  }

  /// What is signed. It names the set before, so that a signature serves once: an older set does not come back with its old ones.
  static func message(_ part: Part, of digest: [UInt8], after last: PublishedSet?) -> [UInt8] {
    let before = last.map { "p\($0.sequence) \(Hex.encode($0.digest))" } ?? "p0 -"
    return Array("govhub policy set 1\n\(part.rawValue)\nafter \(before)\n\(Hex.encode(digest))\n".utf8)
  }

  /// Throws `policy-not-approved` where nobody has approved.
  static func json(of proposal: PolicyProposal) throws -> String {
    guard let approval = proposal.approval else {
      throw HubError(
        "policy-not-approved", "The set is proposed by \(proposal.author) and not approved yet.",
        remedy: "Another security administrator runs `govhub policy approve`.")
    }
    let signatures = [
      PolicySignature(.author, proposal.author, proposal.authorSignature),
      PolicySignature(.approver, approval.approver, approval.signature),
    ]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(signatures), as: UTF8.self)
  }

  /// Nil where the text is no list of signatures.
  static func list(_ json: String) -> [PolicySignature]? {
    try? JSONDecoder().decode([PolicySignature].self, from: Data(json.utf8))
  }
}
