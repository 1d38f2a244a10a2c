import Foundation
import HubConnectorKit
import HubModel
import Testing

@testable import SOAPConnector

@Suite("What the SOAP connector sends")
struct RequestTests {
  private let empty = ScriptedServer.Reply(ServiceSample.page([]))

  private func sent(
    _ settings: [String: SourceSettings.Value], body: String = "<ask/>", secret: [String: String]? = nil
  ) async throws -> ScriptedServer.Request {
    let server = try ScriptedServer([empty])
    let result = await ReadResult.of(ServiceSample.request(server, settings, body: body, secret: secret))
    #expect(result.error == nil && result.summary?.rows == 0 && result.marks.isEmpty)
    return try #require(try await server.requests().first)
  }

  @Test("SOAP 1.1 names its action in a header, SOAP 1.2 in the media type")
  func versions() async throws {
    let old = try await sent(["action": .text("urn:ask")])
    #expect(old.headers["content-type"] == "text/xml; charset=UTF-8" && old.headers["soapaction"] == "\"urn:ask\"")
    let new = try await sent(["action": .text("urn:ask"), "version": .text("1.2")])
    #expect(new.headers["content-type"] == "application/soap+xml; charset=UTF-8; action=\"urn:ask\"")
    #expect(new.headers["soapaction"] == nil)
    #expect(old.text == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + ServiceSample.envelope("<ask/>"))
  }

  @Test("The template is filled with the clock, a number of its own and the secret's texts, all escaped")
  func placeholders() async throws {
    let body = "<ask today='{today}' to='{to}' id='{request_id}' key=\"{secret.key}\">{from} {other {page</ask>"
    let request = try await sent([:], body: body, secret: ["key": "a<b>&\"'c"])
    // 1770000000 is 2026-02-02 10:40:00 in Beijing.
    #expect(request.text.contains("today='2026-02-02' to='2026-02-02 10:40:00'"))
    #expect(request.text.contains("key=\"a&lt;b&gt;&amp;&quot;&#39;c\">1970-01-01 08:00:00 {other {page</ask>"))
    let id = try #require(request.text.firstMatch(of: #/id='([0-9a-f-]{36})'/#))
    #expect(UUID(uuidString: String(id.1)) != nil)
  }

  @Test("Headers of the mapping are added or take the place of the connector's, with secrets in them")
  func headers() async throws {
    let headers = ["X-Token": "T {secret.token}", "soapaction": "own"]
    let request = try await sent(["headers": .table(headers)], secret: ["token": "a&b"])
    #expect(request.headers["x-token"] == "T a&b" && request.headers["soapaction"] == "own")
  }

  @Test("Basic sign-in and the username token carry the secret")
  func signIn() async throws {
    let secret = ["user": "hub", "password": "p<w"]
    let basic = try await sent(["authentication": .text("basic")], secret: secret)
    #expect(basic.headers["authorization"] == "Basic " + Data("hub:p<w".utf8).base64EncodedString())
    let token = try await sent([:], body: "{security}<ask/>", secret: secret)
    #expect(
      token.text.contains("<wsse:Username>hub</wsse:Username>") && token.text.contains("#PasswordText\">p&lt;w</wsse:Password>")
    )
  }

  @Test("A document within the document is escaped as a whole, put in CDATA, or in base64")
  func innerRequest() async throws {
    let secret = ["key": "</k>]]>"]
    let document = "<q><k>&lt;/k&gt;]]&gt;</k><t><![CDATA[a]]></t></q>"
    let template = "<q><k>{secret.key}</k><t><![CDATA[a]]></t></q>"
    func arrived(_ form: String) async throws -> String {
      let inner = SourceSettings(["template": .text(template), "encoding": .text(form)])
      let text = try await sent(["request_inner": .group(inner)], body: "<in>{inner}</in>", secret: secret).text
      let start = try #require(text.firstRange(of: "<in>"))
      let end = try #require(text.firstRange(of: "</in>"))
      return String(text[start.upperBound..<end.lowerBound])
    }
    #expect(try await arrived("base64") == Data(document.utf8).base64EncodedString())
    #expect(try await arrived("cdata") == "<![CDATA[<q><k>&lt;/k&gt;]]&gt;</k><t><![CDATA[a]]]]><![CDATA[></t></q>]]>")
    let escaped = try await arrived("escaped")
    #expect(!escaped.contains("<") && escaped.contains("&lt;k&gt;&amp;lt;/k&amp;gt;"))
  }

  @Test("GB18030 goes both ways, with 㐂 and 𠮷; GBK refuses what it lacks")
  func encodings() async throws {
    let rare: [UInt8] = [0x81, 0x39, 0xEF, 0x31, 0x95, 0x34, 0xB2, 0x35]
    let page = "<?xml version=\"1.0\" encoding=\"GBK\"?>" + ServiceSample.page(rows: [(id: "1", name: "@", at: "")])
    let answer = page.utf8.flatMap { byte -> [UInt8] in byte == UInt8(ascii: "@") ? rare + [0xD1, 0xF9] : [byte] }
    let server = try ScriptedServer([ScriptedServer.Reply(bytes: answer)])
    let request = ServiceSample.request(
      server, ["encoding": .text("GB18030")], body: "<ask>{secret.key}</ask>", secret: ["key": "㐂𠮷"])
    let result = await ReadResult.of(request)
    #expect(result.error == nil && result.rows == [["1", "㐂𠮷样"]])
    let asked = try #require(try await server.requests().first)
    #expect(Array(asked.body).firstRange(of: Array("<ask>".utf8) + rare + Array("</ask>".utf8)) != nil)
    #expect(Array(asked.body).starts(with: Array("<?xml version=\"1.0\" encoding=\"GB18030\"?>".utf8)))
    #expect(asked.headers["content-type"] == "text/xml; charset=GB18030")
    let strict = await ReadResult.of(
      ServiceSample.request(server, ["encoding": .text("GBK")], body: "<ask>{secret.key}</ask>", secret: ["key": "㐂"]))
    #expect(strict.error?.code == "character-unsupported" && strict.error?.description.contains("㐂") == false)
  }
}
