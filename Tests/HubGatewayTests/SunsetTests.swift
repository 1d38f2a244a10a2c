import HTTPTypes
import HubCrypto
import HubModel
import HubPolicy
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing

@testable import HubGateway

@Suite("Rights that end soon")
struct SunsetTests {
  private static let field = HTTPField.Name("Sunset")!
  private static let asked =
    #"{"purpose":"permit-acceptance","context":{"caseNo":"YL1"},"person":{"number":"110101198506159013","name":"样例甲"}}"#

  /// The hall's grants end in so many days.
  private static func hub(endingIn days: Int64) throws -> TestHub {
    let hub = try TestHub()
    let day = CivilDay(holding: WallClock.now + days * 86_400_000_000)
    let files = [
      PolicyFile(path: "purposes.yaml", text: TestPolicy.purposes), PolicyFile(path: "masks.yaml", text: TestPolicy.masks),
      PolicyFile(path: "roles/hall.yaml", text: TestPolicy.hall + "\nexpires: \(day.text)\n"),
      TestPolicy.client("hall-01", "hall", try #require(hub.pairs["hall-01"]).publicKeyPEM),
    ]
    let set = try #require(PolicySet.load(files: files, model: TestModel.model).0)
    hub.policy.withLock { $0 = CompiledPolicy(set) }
    return hub
  }

  @Test("an answer says when its right ends from thirty days before: single and batch, and a refusal does not")
  func told() async throws {
    let hub = try Self.hub(endingIn: 10)
    let single = try await hub.ask("/v1/verifications/person", as: "hall-01", Self.asked)
    #expect(single.status == 200, "\(single.text)")
    let text = try #require(single.headers[Self.field])
    #expect(text.hasSuffix(" 16:00:00 GMT"), "midnight in Shanghai: \(text)")
    let item = Self.asked.replacing("{\"purpose\"", with: "{\"id\":\"1\",\"purpose\"", maxReplacements: 1)
    let batch = try await hub.ask("/v1/verifications/batch", as: "hall-01", #"{"items":[\#(item)]}"#)
    #expect(batch.headers[Self.field] == text, "\(batch.text)")
    let refused = try await hub.person("110101198506159013", "样例甲", purpose: "statistics")
    #expect(refused.status == 403)
    #expect(refused.headers[Self.field] == nil)
  }

  @Test("before that nothing is said")
  func silent() async throws {
    let answer = try await Self.hub(endingIn: 40).ask("/v1/verifications/person", as: "hall-01", Self.asked)
    #expect(answer.status == 200)
    #expect(answer.headers[Self.field] == nil)
  }
}
