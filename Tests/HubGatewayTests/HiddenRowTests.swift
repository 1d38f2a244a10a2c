import HTTPTypes
import HubStandards
import HubStore
import Synchronization
import Testing

@testable import HubGateway

/// Attack 11: what a client may not see changes nothing of what it is told, not even its length.
@Suite("A hidden row is no row")
struct HiddenRowTests {
  private static let name = "样例同名有限公司"
  private static let codes = ["91110105MA9PW3T54M", "91110101MA00TE011P"]
  private static let attributes = #"["code","name","state"]"#

  /// The first in operation, the second not: role `shy` sees the first alone.
  private func hub(isSecondThere: Bool) throws -> TestHub {
    let hub = try TestHub()
    for (code, state) in zip(Self.codes, ["inOperation", "deregistered"]) where state == "inOperation" || isSecondThere {
      let row = try hub.maker.enterprise(code, Self.name, state: state)
      hub.add("enterprise", row)
      hub.store.contents.withLock { contents in
        contents.records[row.subject] = ["code": code, "name": Self.name, "state": state]
        contents.names[OrganisationName.fold(Self.name).folded, default: []].append(
          .init(record: .init(storage: FakeRows(rows: [row]), row: 0), isFormer: false))
      }
    }
    return hub
  }

  private func ask(_ hub: TestHub, _ enterprise: String) async throws -> TestHub.Answer {
    try await hub.lookup(enterprise, as: "shy-01", purpose: "subsidy-review", Self.attributes)
  }

  private func expectAlike(_ one: TestHub.Answer, _ other: TestHub.Answer) {
    func neutral(_ answer: TestHub.Answer) -> String { answer.text.replacing(answer["requestId"] ?? "-", with: "ID") }
    #expect(one.status == other.status)
    #expect(one.bytes.count == other.bytes.count)
    let names = [HTTPField.Name.contentLength, .contentType, .cacheControl, .eTag, .lastModified]
    for name in names { #expect(one.headers[name] == other.headers[name]) }
    #expect(Set(one.headers.map(\.name)) == Set(other.headers.map(\.name)))
    // Instants of the two hubs differ by what passed between them.
    #expect(Self.withoutInstants(neutral(one)) == Self.withoutInstants(neutral(other)))
  }

  private static func withoutInstants(_ text: String) -> String {
    text.replacing(#/\d{4}-\d\d-\d\dT[0-9:.]+/#, with: "T")
  }

  @Test("attack 11: by name, a second firm that is hidden is not counted")
  func byName() async throws {
    let with = try await ask(try hub(isSecondThere: true), #"{"name":"\#(Self.name)"}"#)
    let without = try await ask(try hub(isSecondThere: false), #"{"name":"\#(Self.name)"}"#)
    #expect(with["enterprises.0.fields.code"] == Self.codes[0] && with["enterprises.1.fields.code"] == nil)
    expectAlike(with, without)
  }

  @Test("attack 11: by code, a firm that is hidden is one that is not there")
  func byCode() async throws {
    let hidden = try await ask(try hub(isSecondThere: true), #"{"code":"\#(Self.codes[1])"}"#)
    let absent = try await ask(try hub(isSecondThere: false), #"{"code":"\#(Self.codes[1])"}"#)
    #expect(hidden["result"] == "notFound")
    expectAlike(hidden, absent)
  }
}
