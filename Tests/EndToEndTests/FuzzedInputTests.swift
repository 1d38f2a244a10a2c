import Foundation
import HubPostgres
import Testing

@testable import govhub

@Suite("Attack 8: what is wrong with a request tells nothing of the database") struct FuzzedInputTests {
  /// What only a database, a driver or a crash would say.
  private static let inner = [
    "SQLSTATE", "ERROR:", "DETAIL:", "violates", "duplicate key", "constraint \"", "relation \"", "column \"", "syntax error",
    "invalid input syntax", "invalid byte sequence", "hub.person", "hub.enterprise", "landing.", "control.", "audit.entry",
    "_pkey", "_fp", "PostgreSQL", "libpq", "Fatal error", ".swift",
  ]

  @Test(
    "types, lengths, NUL, invalid UTF-8, overflow, SQL in every place: an answer without a word of the inside or the value",
    .timeLimit(.minutes(10)), .serialized, arguments: FuzzedRequest.all.indices)
  func everyPlace(_ index: Int) async throws {
    let request = FuzzedRequest.all[index]
    try await Deployment.with { hub in
      try await TestGateway.with(hub) { gateway in
        let plain = try await gateway.exchange(request.path, request.body(place: nil), as: request.client)
        #expect(plain.status == 200, "the request is well-formed before anything is changed")
        for place in request.values.indices {
          for (number, value) in FuzzedRequest.values.enumerated() {
            let body = request.body(place: place, value)
            let answer = try await gateway.exchange(request.path, body, as: request.client)
            expectNothing(answer, "place \(place), value \(number)")
          }
        }
        #expect(try await gateway.get("/readyz").status == 200)
      }
      #expect(try await hub.number("SELECT count(*) FROM hub.person") > 1000, "no table was touched")
    }
  }

  @Test("bytes changed at random: the same", .timeLimit(.minutes(10)))
  func anyByte() async throws {
    var random = SplitMix(state: 20_261_125)
    try await Deployment.with { hub in
      try await TestGateway.with(hub) { gateway in
        for round in 0..<600 {
          let request = FuzzedRequest.all[round % FuzzedRequest.all.count]
          var body = request.body(place: nil)
          for _ in 0...Int.random(in: 0...4, using: &random) {
            body[Int.random(in: body.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
          }
          let answer = try await gateway.exchange(request.path, body, as: request.client)
          expectNothing(answer, "round \(round)")
        }
        #expect(try await gateway.get("/readyz").status == 200)
      }
    }
  }

  private func expectNothing(_ answer: (status: Int, bytes: [UInt8]), _ what: String) {
    #expect((200..<500).contains(answer.status), "\(what): \(answer.status)")
    // A receipt is base64url text, in which any short word may stand by chance; what it holds is tried elsewhere.
    let text = String(decoding: answer.bytes, as: UTF8.self).replacing(/"receipt":"[^"]*"/, with: "")
    for word in Self.inner + [FuzzedRequest.marker] { #expect(!text.contains(word), "\(what): \(word)") }
  }
}

/// The same numbers in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
