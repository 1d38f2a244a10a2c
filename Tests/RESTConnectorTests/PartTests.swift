import HubConnectorKit
import HubModel
import Testing

@testable import RESTConnector

private func code(_ body: () throws -> Void) -> String? {
  do { try body() } catch { return (error as? HubError)?.code.rawValue ?? "\(error)" }
  return nil
}

@Suite("Parts of requests")
struct PartTests {
  @Test("Templates fill in what has a value; braces of JSON are text")
  func templates() throws {
    let template = try Template(#"{"page":{page},"q":"{cursor}","x":{}}"#, words: ["page", "cursor"])
    #expect(template.filled(["page": "2", "cursor": "c"]) == #"{"page":2,"q":"c","x":{}}"#)
    #expect(template.filled(["page": "2"]) == nil && template.places == ["page", "cursor"])
    #expect(try Template("{secret.key}-{page", words: [], secrets: ["key"]).filled(["secret.key": "k"]) == "k-{page")
    #expect(code { _ = try Template("{pgae}", words: ["page"]) } == "template-malformed")
    #expect(code { _ = try Template("{secret.other}", words: [], secrets: ["key"]) } == "template-malformed")
  }

  @Test("A body is escaped as its kind of text demands")
  func bodies() throws {
    let template = try Template("<{cursor}>{from}", words: ["cursor", "from"])
    func body(_ mediaType: String) -> String {
      String(decoding: BodyTemplate(template: template, mediaType: mediaType).filled(["cursor": "a\"&"]), as: UTF8.self)
    }
    #expect(body("application/json") == #"<a\"&>"#)
    #expect(body("application/x-www-form-urlencoded") == "<a%22%26>")
    #expect(body("application/xml") == "<a&quot;&amp;>")
    #expect(body("text/plain") == "<a\"&>")
  }

  @Test("Paths that are none")
  func paths() throws {
    for text in ["", "a..b", ".a", "a.", "a[x]", "a[1", "a[-1]", "$a", "a[0]b"] {
      #expect(code { _ = try FieldPath(text) } == "path-malformed", "\(text)")
    }
    #expect(try FieldPath("$.a[0][1].b").steps == [.key(Array("a".utf8)), .index(0), .index(1), .key(Array("b".utf8))])
    #expect(try FieldPath("$").steps.isEmpty)
  }

  @Test("A link stays at its origin or is none")
  func links() throws {
    let page = try WebAddress("https://Host.example:443/api/rows?page=1#top")
    #expect(page.text(adding: [(name: "q", value: "样 &")]) == "https://host.example/api/rows?page=1&q=%E6%A0%B7%20%26")
    for (link, expected) in [
      ("https://host.example/x?p=2", "https://host.example/x?p=2"), ("/x?p=2", "https://host.example/x?p=2"),
      ("?page=2", "https://host.example/api/rows?page=2"), ("rows2", "https://host.example/api/rows2"),
      ("//host.example/y", "https://host.example/y"),
    ] {
      #expect(page.following(link)?.text(adding: []) == expected, "\(link)")
    }
    for link in [
      "http://host.example/x", "https://host.example:444/x", "https://host.example.evil/x", "https://u@host.example/x",
      "//evil/x", "https:\\\\evil/x", "file:///etc/passwd", "javascript:x", "https://host.example@evil/x", "/a b", "",
    ] {
      #expect(page.following(link) == nil, "\(link)")
    }
    #expect(code { _ = try WebAddress("https://u:p@host/") } == "address-malformed")
    #expect(try WebAddress("http://h/x?a=1&key=s&b=2").reference(without: "key") == "/x?a=1&b=2")
  }

  @Test("The next page among Link headers")
  func linkHeaders() {
    #expect(LinkHeader.next(in: #"</a>; rel="prev", </b?x=1,2>; title="a, b"; rel="last next", </c>; rel=next"#) == "/b?x=1,2")
    #expect(LinkHeader.next(in: #"<https://h/c>; REL=next"#) == "https://h/c")
    #expect(LinkHeader.next(in: #"</a>; rel="prev""#) == nil && LinkHeader.next(in: "next") == nil)
  }

  @Test(
    "Times are written and read back",
    arguments: [
      ("yyyy-MM-dd HH:mm:ss", "2026-01-02 03:04:05", 0), ("yyyyMMddHHmmss", "20260102030405", 0),
      ("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2026-01-02T03:04:05.678+08:00", 678), ("unix", "1767294245", 0),
      ("yyyy年MM月dd日 HH时mm分ss秒", "2026年01月02日 03时04分05秒", 0), ("unix_ms", "1767294245678", 678),
    ])
  func times(pattern: String, text: String, milliseconds: Int64) throws {
    let format = try TimeFormat(pattern, zone: .shanghai)
    let value = TestClock.start * 1000 + milliseconds
    #expect(format.text(value) == text && format.value(of: text) == value)
  }

  @Test("Times of other zones, of many digits, and texts that are no times")
  func oddTimes() throws {
    let format = try TimeFormat("yyyy-MM-ddTHH:mm:ss.SSSXXX", zone: .shanghai)
    #expect(format.value(of: "2026-01-01T19:04:05.6Z") == TestClock.start * 1000 + 600)
    #expect(format.value(of: "2026-01-02T03:04:05.678901+0800") == TestClock.start * 1000 + 678)
    for text in ["2026-02-29T00:00:00.0Z", "2026-13-01T00:00:00.0Z", "2026-01-02", "", "2026-01-01T19:04:05.6Zx"] {
      #expect(format.value(of: text) == nil, "\(text)")
    }
    #expect(try TimeFormat("yyyy-MM-dd", zone: .shanghai).value(of: "1969-12-31") == -115_200_000)
    for pattern in ["yyyy-MM-DD", "hh", "yy", "", "yyyy'"] {
      #expect(code { _ = try TimeFormat(pattern, zone: .shanghai) } == "time-format-malformed", "\(pattern)")
    }
    #expect(code { _ = try TimeZoneOffset("Mars/Base") } == "time-zone-unknown")
    #expect(try TimeZoneOffset("-03:30").seconds == -12_600)
  }

  @Test("Numbers that no clock and no calendar knows trap nothing")
  func hostileNumbers() throws {
    for text in ["-9223372036854775808", "9223372036854775807"] {
      for format in ["unix", "unix_ms"] { #expect(try TimeFormat(format, zone: .shanghai).value(of: text) == nil) }
    }
    let format = try TimeFormat("yyyy-MM-dd", zone: .shanghai)
    for value in [Int64.min, .max] {
      #expect(!format.text(value).isEmpty)
      let key = HeldKey("k", lasts: value, renewBefore: 60, now: 1_000)
      #expect((1_000...1_000 + HeldKey.longest).contains(key.renewAt))
      #expect(CursorClock(format: format, skew: 600).isSane(value, boundary: .max))
    }
    #expect(format.start(.min, overlap: 300) == .min)
  }

  @Test("Checkpoints come back as they were written")
  func checkpoints() throws {
    let window = ReadWindow(from: 5, to: 9)
    for place in [PagePlace.number(7), .cursor(nil), .cursor("a\"样"), .link(nil), .link("/x?y=1")] {
      let inside = RESTCheckpoint.inside(ReadPosition(place: place, window: window, row: 3, rows: 24, greatest: 8, total: 30))
      #expect(try RESTCheckpoint(inside.checkpoint) == inside)
    }
    for other in [RESTCheckpoint.next(-4), .resume("c\\")] { #expect(try RESTCheckpoint(other.checkpoint) == other) }
    for text in [
      "", "lsn:0/1", "{}", "{\"page\":-1,\"row\":0,\"rows\":0,\"to\":1}", "[1]",
      "{\"page\":9223372036854775807,\"row\":0,\"rows\":0,\"to\":1}",
    ] {
      #expect(code { _ = try RESTCheckpoint(Checkpoint(rawValue: text)) } == "checkpoint-malformed", "\(text)")
    }
  }

  @Test("The documented signature: Base64(HMAC-SHA256(secret, sender id + request id + time))")
  func signature() throws {
    let settings = SourceSettings([
      "algorithm": .text("sha256"), "text": .text("{secret.sender_id}{request_id}{time}"),
      "headers": .table(["X-Sign": "{signature}", "X-Time": "{time}", "X-Sender": "{secret.sender_id}"]),
    ])
    let secret = Secret(["secret": "demo-secret", "sender_id": "demo-sender"])
    let signing = try RequestSigning(settings, zone: .shanghai, secretKeys: RESTConnector.secretKeys)
    var draft = RequestDraft(method: "GET", address: try WebAddress("http://h/"), requestID: "req-0001")
    try signing.sign(&draft, secret: secret, key: nil, now: TestClock.start)
    let headers = Dictionary(uniqueKeysWithValues: draft.headers.map { ($0.name, $0.value) })
    #expect(headers["X-Sign"] == "Ug73G0Oopn5fAtI21MEAhJhUF7TwWUHbv2IIoXAbKQw=")
    #expect(headers["X-Time"] == "20260102030405" && headers["X-Sender"] == "demo-sender")
  }

  @Test("SM3, MD5, plain digests and hexadecimal")
  func otherSignatures() throws {
    let text = "demo-senderreq-000120260102030405"
    var digest = SigningDigest(algorithm: .sm3)
    digest.output = .hex
    #expect(
      try digest.signature(of: text, key: "demo-secret") == "faa769a41772d88a0d7b60246ab3efc5d0c36af89872e982064e1a708c0715db")
    digest.algorithm = .md5
    #expect(try digest.signature(of: text, key: "demo-secret") == "49d2c442246d0a1596506e59269a5ffe")
    digest.isKeyed = false
    digest.output = .upperHex
    #expect(try digest.signature(of: text, key: "") == "5804BA3FA235E9ABF17293552950F27E")
  }
}
