import HTTPTypes
import HubPolicy
import HubStore
import HummingbirdTesting
import Logging
import Synchronization
import Testing

@testable import HubGateway

/// Attack 22: whoever asks while the set is exchanged is answered by one set, whole.
@Suite("Policies are exchanged under load")
struct PolicySwapTests {
  private static let number = "110101198506159013"

  /// Sets of odd sequence answer three-way, those of even sequence two-way.
  private final class Swap: Sendable {
    private let sets: [CompiledPolicy]
    private let current: Mutex<PolicyInForce>
    private let done = Atomic(false)

    init(odd: CompiledPolicy, even: CompiledPolicy) {
      sets = [even, odd]
      current = Mutex(PolicyInForce(policy: odd, sequence: 1, digest: []))
    }

    var inForce: PolicyInForce { current.withLock { $0 } }
    var isDone: Bool { done.load(ordering: .acquiring) }

    func run(_ count: Int) async throws {
      for sequence in 2...count {
        let next = PolicyInForce(policy: sets[sequence % 2], sequence: Int64(sequence), digest: [])
        current.withLock { $0 = next }
        try await Task.sleep(for: .milliseconds(1))
      }
      done.store(true, ordering: .releasing)
    }

    static func word(of version: String) -> String? {
      Int(version.dropFirst()).map { $0 % 2 == 1 ? "mismatch" : "noMatch" }
    }
  }

  private func swap(_ hub: TestHub) throws -> Swap {
    func policy(_ form: String) throws -> CompiledPolicy {
      let words = form == "three_way" ? ", justification: 样例" : ""
      let role = TestHub.verifier("hall").replacing("answer: two_way", with: "answer: \(form)\(words)")
      return try hub.compiled(roles: ["hall": role], clients: ["hall-01": "hall"])
    }
    return Swap(odd: try policy("three_way"), even: try policy("two_way"))
  }

  @Test(
    "attack 22: through 1,000 exchanges every answer names a set that was in force and is its decision, a batch in all its items",
    .timeLimit(.minutes(5)))
  func underLoad() async throws {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.number, "样本三"))
    let swap = try swap(hub)
    let gateway = try Gateway(
      configuration: GatewayConfiguration(port: 0, audience: TestHub.audience), store: hub.store, audit: hub.audit,
      policy: { swap.inForce }, keys: hub.keys, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let token = try await hub.token("hall-01")
    let versions = try await withThrowingTaskGroup(of: Set<String>.self) { group in
      group.addTask {
        try await swap.run(1001)
        return []
      }
      for _ in 0..<3 {
        // A connection each.
        group.addTask { try await gateway.application().test(.live) { try await Self.ask(hub, $0, token, swap) } }
      }
      return try await group.reduce(into: Set<String>()) { $0.formUnion($1) }
    }
    #expect(versions.count > 20, "many of the sets were asked")
    for entry in hub.audit.entries {
      let isOdd = Swap.word(of: entry.policyVersion) == "mismatch"
      #expect(entry.answerForm == (isOdd ? "threeWay" : "twoWay") && entry.code == "allowed", "\(entry.policyVersion)")
    }
  }

  /// Asks a single question and a batch in turn until the exchanges are over. Returns the sets that answered.
  private static func ask(
    _ hub: TestHub, _ client: any TestClientProtocol, _ token: String, _ swap: Swap
  ) async throws -> Set<String> {
    let fields: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
    let person = #""person":{"number":"\#(number)","name":"样本八"}"#
    let items = (0..<20).map { #"{"id":"\#($0)",\#(person)}"# }.joined(separator: ",")
    let questions = [
      ("/v1/verifications/person", #"{"purpose":"permit-acceptance",\#(person)}"#),
      ("/v1/verifications/batch", #"{"purpose":"permit-acceptance","items":[\#(items)]}"#),
    ]
    var versions: Set<String> = []
    while !swap.isDone {
      for (path, body) in questions {
        let before = swap.inForce.sequence
        let answer = try await hub.send(client, path, .post, fields, body)
        let after = swap.inForce.sequence
        let version = try #require(answer["policyVersion"])
        let sequence = try #require(Int64(version.dropFirst()))
        #expect(answer.status == 200 && (before...after).contains(sequence))
        let word = Swap.word(of: version)
        let told = answer["result"].map { [$0] } ?? (0..<20).compactMap { answer["items.\($0).result"] }
        #expect(!told.isEmpty && told.allSatisfy { $0 == word }, "\(version): \(told)")
        versions.insert(version)
      }
    }
    return versions
  }
}
