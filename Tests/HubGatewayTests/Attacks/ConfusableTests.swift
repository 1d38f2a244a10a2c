import HubStore
import HummingbirdTesting
import Testing

@testable import HubGateway

/// Attack 26: what is one person to a reader is one subject to the quotas.
@Suite("Spellings are no way round a count")
struct ConfusableTests {
  private static let number = "110101850615903"

  private func hub(_ quota: String) throws -> TestHub {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person("11010119850615903X", "买买提·艾力"))
    try hub.take(
      roles: ["near": TestHub.verifier("near", quota: quota)], clients: ["hall-01": "near", "reader-01": "near"])
    return hub
  }

  @Test("attack 26: the old number of 15 digits and that of 18 fill one subject's count of wrong guesses")
  func oldNumber() async throws {
    let numbers = [Self.number, "11010119850615903X", "１１０１０１８５０６１５９０３", "11010119850615903x"]
    for turn in numbers.indices {
      let hub = try hub("wrong_per_subject_per_day: 3")
      try await hub.gateway().application().test(.live) { client in
        for (place, name) in ["样本一", "样本二", "样本四"].enumerated() {
          let number = numbers[(turn + place) % numbers.count]
          let told = try await hub.askPerson(client, number, name, as: "hall-01").told
          #expect(told == "noMatch")
        }
        for number in numbers {
          let told = try await hub.askPerson(client, number, "买买提·艾力", as: "reader-01").told
          #expect(told == "quota-exceeded", "\(number)")
        }
      }
      #expect(Set(hub.audit.entries.compactMap(\.subject)).count == 1, "and one subject of the audit")
    }
  }

  @Test("attack 26: the old number and the new one are one of the day's subjects")
  func distinctSubjects() async throws {
    let hub = try hub("distinct_subjects_per_day: 1")
    try await hub.gateway().application().test(.live) { client in
      for number in [Self.number, "11010119850615903X", "11010119850615903x"] {
        let told = try await hub.askPerson(client, number, "买买提·艾力", as: "hall-01").told
        #expect(told == "match", "\(number)")
      }
      let told = try await hub.askPerson(client, "110101198506159021", "样本三", as: "hall-01").told
      #expect(told == "quota-exceeded")
    }
  }

  @Test("attack 26: a name with another dot, with blanks or in another width is the name; none of a wrong name's forms is free")
  func names() async throws {
    let dots = ["·", "•", "・", "‧", "．", "⋅", " · ", "\u{200B}·"]
    let hub = try hub("wrong_per_subject_per_day: 2")
    try await hub.gateway().application().test(.live) { client in
      for dot in dots {
        let told = try await hub.askPerson(client, Self.number, "买买提\(dot)艾力", as: "hall-01").told
        #expect(told == "match", "\(dot)")
      }
      var told: [String] = []
      for dot in dots { told.append(try await hub.askPerson(client, Self.number, "买买提\(dot)力", as: "hall-01").told) }
      #expect(told.prefix(2) == ["noMatch", "noMatch"] && told.dropFirst(2).allSatisfy { $0 == "quota-exceeded" }, "\(told)")
    }
  }
}
