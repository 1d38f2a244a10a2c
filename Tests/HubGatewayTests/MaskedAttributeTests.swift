import Foundation
import HTTPTypes
import HubStandards
import HubStore
import HummingbirdTesting
import Synchronization
import Testing

@testable import HubGateway

/// Attacks 4, 5 and 6: a masked attribute cannot be filtered, sorted, computed or renamed by anything that a request may say.
@Suite("What is masked cannot be got at by asking otherwise")
struct MaskedAttributeTests {
  static let code = "91110105MA9PW3T54M"
  static let secret = "鱻灪龗"

  /// «?» is a guess at the masked name: a right and a wrong one have to be answered alike.
  static let expressions = [
    "legal_rep_name = '«?»'", "legal_rep_name LIKE '鱻%'", "legal_rep_name < '«?»'", "legal_rep_name IN ('«?»')",
    "legal_rep_name BETWEEN 'a' AND '«?»'", "ORDER BY legal_rep_name", "GROUP BY legal_rep_name", "DISTINCT legal_rep_name",
    "HAVING legal_rep_name > ''", "CASE WHEN legal_rep_name='«?»' THEN 1 END", "rank() OVER (ORDER BY legal_rep_name)",
    "JOIN hub.enterprise USING (legal_rep_name)", "lower(legal_rep_name)", "substr(legal_rep_name,1,2)", "legal_rep_name::bytea",
    "legal_rep_name || ''", "legal_rep_name->>0", "$.legal_rep_name", "legal_rep_name AS code", "(SELECT legal_rep_name)",
    "WITH x AS (SELECT legal_rep_name)", "code UNION SELECT legal_rep_name", "LATERAL legal_rep_name", "COPY legal_rep_name",
    "RETURNING legal_rep_name", "legal_rep_name; COMMIT", "legal_rep_name--", "\\\"legal_rep_name\\\"",
    "enterprise.legal_rep_name", "legalRep.name", "legal_representation.name", "LEGAL_REP_NAME", "ｌｅｇａｌ_ｒｅｐ_ｎａｍｅ",
    "legal_rep_name\u{200B}", " legal_rep_name", "legal_rep_name ", "legal_rep_nаme", "%", "legal_rep_name,code",
    "legal_rep_name_fp", "legal_rep_name_ct", "«?»",
  ]

  /// A place of a request where an expression can stand, and the one answer it gets there.
  struct Place: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var template: String
    var expected: String
  }

  private static let head = #"{"purpose":"permit-acceptance","enterprise":{"code":"91110105MA9PW3T54M"}"#

  static let places = [
    Place(testDescription: "the only attribute", template: head + #","attributes":["@"]}"#, expected: "no-grant"),
    Place(testDescription: "one attribute more", template: head + #","attributes":["code","@"]}"#, expected: "no-grant"),
    Place(
      testDescription: "beside the masked one", template: head + #","attributes":["legal_rep_name","@"]}"#, expected: "no-grant"),
    Place(
      testDescription: "purpose", template: #"{"purpose":"@","enterprise":{"code":"91110105MA9PW3T54M"}}"#,
      expected: "purpose-unknown"),
    Place(testDescription: "part of the context", template: head + #","context":{"@":"1"}}"#, expected: "member-unknown"),
    Place(testDescription: "member", template: head + #","@":"1"}"#, expected: "member-unknown"),
    Place(testDescription: "filter", template: head + #","filter":"@"}"#, expected: "member-unknown"),
    Place(testDescription: "order", template: head + #","orderBy":["@"]}"#, expected: "member-unknown"),
    Place(testDescription: "group", template: head + #","groupBy":{"@":1}}"#, expected: "member-unknown"),
    Place(
      testDescription: "member of the enterprise",
      template: #"{"purpose":"permit-acceptance","enterprise":{"code":"91110105MA9PW3T54M","@":"1"}}"#, expected: "member-unknown"),
    Place(
      testDescription: "name of the enterprise",
      template: #"{"purpose":"permit-acceptance","enterprise":{"name":"@ 公司"},"attributes":["code"]}"#, expected: "notFound"),
    Place(
      testDescription: "reference of the context",
      template: head + #","context":{"caseNo":"@"},"attributes":["code","legal_rep_name"]}"#, expected: "found"),
  ]

  private func hub() throws -> TestHub {
    let hub = try TestHub()
    let row = try hub.maker.enterprise(Self.code, "样例科技有限公司", representative: Self.secret)
    hub.add("enterprise", row)
    hub.store.contents.withLock {
      $0.records[row.subject] = ["code": Self.code, "name": "样例科技有限公司", "legal_rep_name": Self.secret]
    }
    return hub
  }

  @Test(
    "attacks 4, 5, 6: every expression in every place gets that place's one answer, and a right guess the same as a wrong one",
    arguments: MaskedAttributeTests.places)
  func everyPlace(_ place: Place) async throws {
    let hub = try hub()
    try await hub.gateway().application().test(.live) { client in
      for expression in Self.expressions {
        var texts: [String] = []
        for guess in [Self.secret, "鱻灪齾"] {
          let body = place.template.replacing("@", with: expression.replacing("«?»", with: guess))
          let answer = try await hub.ask(client, "/v1/enterprises/lookup", as: "reader-01", body)
          #expect((answer["code"] ?? answer["result"]) == place.expected, "\(expression)")
          #expect(!answer.text.contains(Self.secret) && !answer.text.contains("灪"), "\(expression)")
          texts.append(answer.text.replacing(answer["requestId"] ?? "-", with: "ID"))
        }
        #expect(texts[0] == texts[1], "\(expression)")
      }
    }
  }

  @Test("attack 4: an expression in the address of a request is refused")
  func query() async throws {
    let hub = try hub()
    try await hub.gateway().application().test(.live) { client in
      for query in ["?filter=legal_rep_name", "?order=legal_rep_name.asc", "?select=legal_rep_name"] {
        let answer = try await hub.ask(client, "/v1/enterprises/lookup" + query, as: "reader-01", Self.head + "}")
        #expect(answer["code"] == "query-not-allowed")
      }
    }
  }

  @Test("a name that the client sees masked cannot be searched by; by its code the firm is found, masked")
  func search() async throws {
    let hub = try hub()
    let row = try #require(hub.store.contents.withLock { $0.rows["enterprise"]?.values.first })
    hub.store.contents.withLock {
      $0.names[OrganisationName.fold("样例科技有限公司").folded] = [
        .init(record: .init(storage: FakeRows(rows: [row]), row: 0), isFormer: false)
      ]
    }
    for name in ["样例科技有限公司", "样例另一有限公司"] {
      let refused = try await hub.lookup(#"{"name":"\#(name)"}"#, as: "shy-01", #"["code"]"#)
      #expect(refused.status == 403 && refused["code"] == "no-grant")
    }
    #expect(hub.audit.last?.code == "no-grant" && hub.audit.last?.decision == .deny)
    let found = try await hub.lookup(#"{"code":"\#(Self.code)"}"#, as: "shy-01", #"["code","name"]"#)
    #expect(found["enterprises.0.fields.name"] == "****")
    #expect(!found.text.contains("样例科技"))
    let reader = try await hub.lookup(#"{"name":"样例科技有限公司"}"#, as: "reader-01", #"["code","name"]"#)
    #expect(reader["enterprises.0.fields.name"] == "样例科技有限公司")
  }
}
