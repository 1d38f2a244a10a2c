import HTTPTypes
import HubStore
import HummingbirdTesting
import Synchronization
import Testing

@testable import HubGateway

/// Attacks 2 and 3: whether there is a record cannot be told from an answer, its fields, the work for it, or the second asking.
@Suite("Two-way answers of no match are one answer")
struct AnswerOracleTests {
  private static let stored = "110101198506159013"
  private static let hidden = "110101198506159021"
  private static let absent = "110101198506159048"

  /// Why there is no match. The last two have a check character that does not fit, with a record and without one.
  private enum Reason: String, CaseIterable {
    case wrongName, noSuchNumber, hiddenByPolicy, checkDiffers, checkDiffersAbsent

    var question: (number: String, name: String) {
      switch self {
      case .wrongName: (AnswerOracleTests.stored, "样本八")
      case .noSuchNumber: (AnswerOracleTests.absent, "样本三")
      case .hiddenByPolicy: (AnswerOracleTests.hidden, "样本四")
      case .checkDiffers: ("110101198506159014", "样本八")
      case .checkDiffersAbsent: ("110101198506159049", "样本三")
      }
    }

    var isRemarked: Bool { self == .checkDiffers || self == .checkDiffersAbsent }
  }

  private func hub() throws -> TestHub {
    let hub = try TestHub()
    hub.add("person", try hub.maker.person(Self.stored, "样本三"))
    hub.add("person", try hub.maker.person(Self.hidden, "样本四", region: "440106"))
    hub.add("person", try hub.maker.person("110101198506159014", "样本六"))
    try hub.take(roles: ["near": TestHub.verifier("near", when: "region = 110101")], clients: ["agent-01": "near"])
    return hub
  }

  private struct Seen {
    var answers: Set<String> = []
    var statements: Set<Int> = []
    var times: [Double] = []
  }

  @Test("attack 2: 2,000 calls of all reasons interleaved: bodies and fields alike byte for byte, one statement each")
  func interleaved() async throws {
    let hub = try hub()
    let token = try await hub.token("agent-01")
    let fields: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
    let seen = try await hub.gateway().application().test(.live) { client in
      #expect(try await hub.askPerson(client, Self.stored, "样本三", as: "agent-01")["result"] == "match", "a control")
      var seen: [Reason: Seen] = [:]
      for _ in 0..<400 {
        for reason in Reason.allCases.shuffled() {
          let (number, name) = reason.question
          let body = #"{"purpose":"permit-acceptance","person":{"number":"\#(number)","name":"\#(name)"}}"#
          let (before, started) = (hub.statements, ContinuousClock.now)
          let answer = try await hub.send(client, "/v1/verifications/person", .post, fields, body)
          seen[reason, default: Seen()].times.append((ContinuousClock.now - started) / .microseconds(1))
          seen[reason]?.answers.insert(answer.lasting)
          seen[reason]?.statements.insert(hub.statements - before)
        }
      }
      return seen
    }
    expectAlike(seen)
    report(seen)
    #expect(hub.audit.entries.count == 2001)
  }

  private func expectAlike(_ seen: [Reason: Seen]) {
    #expect(seen.values.allSatisfy { $0.statements == [1] }, "as much is looked up for each")
    let plain = Set(seen.filter { !$0.key.isRemarked }.flatMap(\.value.answers))
    let remarked = Set(seen.filter(\.key.isRemarked).flatMap(\.value.answers))
    #expect(plain.count == 1 && plain.first?.contains(#""result":"noMatch""#) == true)
    #expect(remarked.count == 1, "the remark follows from the question, with a record or without")
    #expect(remarked.map(Self.withoutRemark) == plain.map(Self.withoutRemark), "and nothing else differs")
  }

  private static func withoutRemark(_ text: String) -> String {
    text.replacing(#/"notes":\[[^\]]*\]/#, with: #""notes":[]"#).replacing(#/content-length: \d+/#, with: "")
  }

  /// For whoever reads the log: the area under the curve of each pair, by latency. Nothing is asserted of times.
  private func report(_ seen: [Reason: Seen]) {
    guard let other = seen[.noSuchNumber]?.times else { return }
    for reason in Reason.allCases where reason != .noSuchNumber {
      let area = Self.areaUnderCurve(seen[reason]?.times ?? [], other)
      print("attack 2: latency of \(reason) against noSuchNumber, AUC \(area)")
    }
  }

  /// Mann–Whitney: how often one of `first` is longer than one of `second`, ties halved.
  private static func areaUnderCurve(_ first: [Double], _ second: [Double]) -> Double {
    let sorted = second.sorted()
    func count(_ isBefore: (Double) -> Bool) -> Int { sorted.prefix(while: isBefore).count }
    let wins = first.map { time in Double(count { $0 < time } + count { $0 <= time }) / 2 }
    return wins.reduce(0, +) / Double(max(1, first.count * second.count))
  }

  @Test("attack 2: a limit of one of the client's roles is met alike where the record is that role's and where there is none")
  func limits() async throws {
    for quota in ["wrong_per_subject_per_day: 2", "requests_per_minute: 2"] {
      let hub = try hub()
      let far = TestHub.verifier("far", when: "region = 440106", quota: quota)
      try hub.take(
        roles: ["near": TestHub.verifier("near", when: "region = 110101"), "far": far],
        clients: ["hall-01": "near, far", "reader-01": "near, far"])
      try await hub.gateway().application().test(.live) { client in
        func told(_ number: String, as id: String) async throws -> [String] {
          var all: [String] = []
          for _ in 0..<4 { all.append(try await hub.askPerson(client, number, "样本八", as: id).told) }
          return all
        }
        let there = try await told(Self.hidden, as: "hall-01")
        let absent = try await told(Self.absent, as: "reader-01")
        #expect(there == absent && there.last == "quota-exceeded", "\(quota): \(there), \(absent)")
      }
    }
  }

  @Test("attack 3: a subject asked for again costs the same statements and is answered the same: nothing is kept by subject")
  func coldAndWarm() async throws {
    let hub = try hub()
    try await hub.gateway().application().test(.live) { client in
      for (number, name) in [(number: Self.stored, name: "样本三")] + Reason.allCases.map(\.question) {
        var answers: Set<String> = []
        for _ in 0..<5 {
          let before = hub.statements
          answers.insert(try await hub.askPerson(client, number, name, as: "agent-01").lasting)
          #expect(hub.statements - before == 1)
        }
        #expect(answers.count == 1)
      }
      #expect(try await hub.askPerson(client, Self.stored, "样本三", as: "agent-01")["result"] == "match")
      hub.store.contents.withLock { $0.rows["person"] = [:] }
      #expect(try await hub.askPerson(client, Self.stored, "样本三", as: "agent-01")["result"] == "noMatch", "at once")
    }
  }
}
