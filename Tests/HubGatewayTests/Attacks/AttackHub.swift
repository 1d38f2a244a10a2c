import HTTPTypes
import HubCrypto
import HubModel
import HubPolicy
import HubStore
import HummingbirdTesting
import Synchronization
import Testing

@testable import HubGateway

/// What attacks ask of a test hub beside a question.
extension TestHub {
  /// Puts roles of a test's own in force. `clients`: the roles of each, which has to be one of `TestHub.roles`.
  func take(roles: [String: String], clients: [String: String], networks: String = "") throws {
    let compiled = try compiled(roles: roles, clients: clients, networks: networks)
    policy.withLock { $0 = compiled }
  }

  func compiled(roles: [String: String], clients: [String: String], networks: String = "") throws -> CompiledPolicy {
    var files = [
      PolicyFile(path: "purposes.yaml", text: TestPolicy.purposes), PolicyFile(path: "masks.yaml", text: TestPolicy.masks),
    ]
    for (name, text) in roles { files.append(PolicyFile(path: "roles/\(name).yaml", text: text)) }
    for (id, held) in clients {
      let pair = try #require(pairs[id])
      files.append(
        TestPolicy.client(id, held, pair.publicKeyPEM, algorithm: pair.algorithm.rawValue, networks: networks))
    }
    let (set, diagnostics) = PolicySet.load(files: files, model: TestModel.model)
    let faults = diagnostics.filter { $0.severity == .error }.map { $0.rendered(chinese: false) }
    #expect(faults == [])
    return CompiledPolicy(try #require(set))
  }

  /// A role that verifies persons, two-way.
  static func verifier(_ name: String, when: String? = nil, quota: String? = nil) -> String {
    let condition = when.map { #", when: ["\#($0)"]"# } ?? ""
    let limits = quota.map { "\nquota: {\($0)}" } ?? ""
    return """
      role: \(name)
      title: 攻击
      grants:
        - {id: V1, title: 个人, verify: person, attributes: [number, name], purposes: [permit-acceptance],
           answer: two_way\(condition)}\(limits)
      """
  }

  func askPerson(
    _ client: any TestClientProtocol, _ number: String, _ name: String, as id: String, headers: [HTTPField.Name: String] = [:]
  ) async throws -> Answer {
    try await ask(
      client, "/v1/verifications/person", as: id,
      #"{"purpose":"permit-acceptance","context":{"caseNo":"1"},"person":{"number":"\#(number)","name":"\#(name)"}}"#,
      headers: headers)
  }

  /// Calls of the store so far that are statements of a database.
  var statements: Int { store.contents.withLock { $0.probes + $0.relationCalls } }
}

extension TestHub.Answer {
  /// What the caller learns: the result, or why there is none.
  var told: String { self["result"] ?? self["code"] ?? "" }

  /// Status, fields and body without what is new in every answer: the request's id and the time of day.
  var lasting: String {
    let id = self["requestId"] ?? "-"
    let names = ["date", "x-request-id"]
    let fields = headers.filter { !names.contains($0.name.canonicalName) }.map { "\($0.name.canonicalName): \($0.value)" }
    return "\(status)\n\(fields.sorted().joined(separator: "\n"))\n\(text.replacing(id, with: "ID"))"
  }
}
