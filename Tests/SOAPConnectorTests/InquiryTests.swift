import HubConnectorKit
import HubModel
import Testing

@testable import SOAPConnector

/// A verification service of the kind that takes a licence and a document of conditions and answers with one of results.
@Suite("Asking about one person")
struct InquiryTests {
  private static let number = "110101198506159013"
  private static let conditions =
    "<ROWS><INFO><SBM>{secret.account}</SBM></INFO><ROW><GMSFHM>{number}</GMSFHM><XM>{name}</XM></ROW></ROWS>"

  private func inquiry(_ server: ScriptedServer, retry: RetryBudget = .none) throws -> SOAPInquiry {
    let inner = SourceSettings(["template": .text(Self.conditions), "encoding": .text("escaped")])
    var request = ServiceSample.request(
      server,
      [
        "request_inner": .group(inner), "inner": .group(SourceSettings(["path": .text("//*[local-name()='checkReturn']")])),
        "records": .text("/ROWS/ROW/OUTPUT"),
        "paths": .table(["numberResult": "ITEM/result_gmsfhm", "nameResult": "ITEM/result_xm"]),
        "ok": .group(SourceSettings(["path": .text("//RESPONSE/CODE"), "equals": .text("0"), "empty": .texts(["none"])])),
      ], columns: ["numberResult", "nameResult", "missing"],
      body: "<check><inLicense>{secret.license}</inLicense><inConditions>{inner}</inConditions></check>",
      secret: ["license": "licence-word", "account": "unit"])
    request.retry = retry
    return try SOAPInquiry(request)
  }

  private func reply(_ document: String) -> ScriptedServer.Reply {
    let text = document.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    return ScriptedServer.Reply(
      ServiceSample.envelope("<c:checkResponse xmlns:c=\"urn:c\"><c:checkReturn>\(text)</c:checkReturn></c:checkResponse>"))
  }

  private var agreed: ScriptedServer.Reply {
    let items = "<ITEM><result_gmsfhm>一致</result_gmsfhm></ITEM><ITEM><result_xm>不一致</result_xm></ITEM>"
    let rows = "<ROWS><RESPONSE><CODE>0</CODE></RESPONSE><ROW><OUTPUT>\(items)</OUTPUT></ROW></ROWS>"
    return reply("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + rows)
  }

  @Test("The texts under the named paths come back; the question was asked as the service wants it")
  func ask() async throws {
    let server = try ScriptedServer([agreed])
    let texts = try await inquiry(server).ask(["number": Self.number, "name": "样本一"])
    #expect(texts == ["numberResult": "一致", "nameResult": "不一致"])
    let asked = try #require(try await server.requests().first?.text)
    #expect(asked.contains("<inLicense>licence-word</inLicense>"))
    #expect(asked.contains("&lt;GMSFHM&gt;\(Self.number)&lt;/GMSFHM&gt;&lt;XM&gt;样本一&lt;/XM&gt;"))
  }

  @Test("A value that holds markup arrives as text, also within the inner document")
  func injection() async throws {
    let server = try ScriptedServer([agreed])
    _ = try await inquiry(server).ask(["number": Self.number, "name": "</XM><evil/>"])
    let asked = try #require(try await server.requests().first?.text)
    #expect(asked.contains("&lt;XM&gt;&amp;lt;/XM&amp;gt;&amp;lt;evil/&amp;gt;&lt;/XM&gt;"))
    #expect(!asked.contains("<evil/>") && !asked.contains("&lt;evil"))
  }

  @Test("A value that holds markup arrives as text in the envelope itself")
  func injectionInEnvelope() async throws {
    let server = try ScriptedServer([ScriptedServer.Reply(ServiceSample.envelope("<r><id>1</id></r>"))])
    let request = ServiceSample.request(
      server, ["records": .text("//r")], columns: ["id"], body: "<name a='{name}'>{name}</name>")
    #expect(try await SOAPInquiry(request).ask(["name": "'</name><evil/>"]) == ["id": "1"])
    let asked = try #require(try await server.requests().first?.text)
    #expect(asked.contains("a='&#39;&lt;/name&gt;&lt;evil/&gt;'>&#39;&lt;/name&gt;&lt;evil/&gt;</name>"))
  }

  @Test("A placeholder within escaped markup is refused, as a value there would be markup again")
  func escapedTemplate() throws {
    let escaped = "<a><b>&lt;XM&gt;{name}&lt;/XM&gt;</b></a>"
    #expect(throws: HubError.self) { try MessageTemplate(envelope: escaped, encoding: .utf8) }
    #expect(throws: Never.self) { try MessageTemplate(envelope: "<a>&lt;<b>{name}</b></a>", encoding: .utf8) }
    #expect(throws: Never.self) { try MessageTemplate(envelope: "<a><![CDATA[<XM>{name}</XM>]]></a>", encoding: .utf8) }
  }

  @Test("No record is no text; a value that was not given is an error")
  func nothing() async throws {
    let server = try ScriptedServer([reply("<ROWS><RESPONSE><CODE>none</CODE></RESPONSE></ROWS>")])
    #expect(try await inquiry(server).ask(["number": Self.number, "name": "样本一"]) == [:])
    let error = await #expect(throws: HubError.self) { try await inquiry(server).ask(["number": Self.number]) }
    #expect(error?.code == "value-missing" && error?.description.contains(Self.number) == false)
  }

  @Test("Neither the secret nor what was asked is in an error or a description")
  func canaries() async throws {
    let broken = [
      ScriptedServer.Reply(ServiceSample.fault11("Client", "CANARY licence-word \(Self.number)"), status: 500),
      ScriptedServer.Reply("<CANARY>licence-word \(Self.number)"), ScriptedServer.Reply("licence-word CANARY", status: 401),
      reply("<ROWS><RESPONSE><CODE>CANARY licence-word</CODE></RESPONSE></ROWS>"),
    ]
    let server = try ScriptedServer(broken)
    let asker = try inquiry(server)
    var said = "\(asker) \(String(reflecting: asker))"
    for _ in broken {
      let error = await #expect(throws: HubError.self) { try await asker.ask(["number": Self.number, "name": "CANARY"]) }
      said += " \(String(describing: error)) \(error?.message ?? "")"
    }
    let unsuitable = await #expect(throws: HubError.self) {
      try await asker.ask(["number": Self.number, "name": "CANARY\u{1}"])
    }
    said += " \(String(describing: unsuitable))"
    for word in ["CANARY", "licence-word", Self.number] { #expect(!said.contains(word)) }
    #expect(unsuitable?.code == "character-unsupported")
  }
}
