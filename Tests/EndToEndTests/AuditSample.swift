import Foundation
import HubCrypto
import HubModel
import HubStore

@testable import govhub

/// Entries written without a gateway, each a batch of its own.
enum AuditSample {
  static func entry(client: String = "hall-rpa-01") -> AuditEntry {
    AuditEntry(
      requestID: UUIDv7().description, clientID: client, keyID: "k", action: .verify, entity: "person",
      attributes: ["number", "name"], answerForm: "threeWay", purpose: "permit-acceptance", context: [("caseNo", "YL1")],
      peer: "10.0.0.1", address: "10.0.0.1", at: CurrentTime.micros, subject: Fingerprint(high: 1, low: 2), decision: .allow,
      code: "allowed", rule: "r/G1", result: "match", policyVersion: "p1", mappingVersion: "m1", ruleVersion: "n1",
      latencyMicros: 1)
  }

  /// - Parameter time: milliseconds since 1970 that the chain takes for now.
  static func write(
    _ count: Int, in hub: Deployment, heads: String? = nil, keys: KeyRing? = nil, at time: UInt64? = nil
  ) async throws -> [Receipt] {
    let log = AuditLog(
      configuration: hub.hub.database(.gateway), signer: try (keys ?? hub.hub.keyRing()).signer(), process: "test",
      heads: HeadKeeper(HeadPlaces(file: heads)), clock: { time ?? AuditMonth.now })
    var receipts: [Receipt] = []
    for _ in 0..<count { receipts.append(try await log.record(entry())) }
    await log.stop()
    return receipts
  }
}

extension Deployment {
  /// A file in this deployment's folder.
  func file(_ name: String) -> String { "\(folder.path)/\(name)" }

  /// A file of settings by which heads are kept in `path`.
  func settings(heads path: String) throws -> String {
    let settings = file("settings.yaml")
    try "govhub: {auditHeads: {file: \(path)}}\n".write(toFile: settings, atomically: true, encoding: .utf8)
    return settings
  }

  /// Kinds and places of the faults that `audit verify` tells, and its exit status.
  func verifiedAudit(_ options: String...) async throws -> (status: Int32, faults: [String]) {
    let outcome = try await Program.run(arguments(["audit", "verify"] + options))
    let faults = outcome.output.split(separator: "\n").filter { $0.hasPrefix("FAULT ") }
    return (outcome.status, faults.map { String($0.dropFirst(6)) })
  }
}
