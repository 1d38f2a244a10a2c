import HubModel
import Testing

@testable import HubXML

private let laughs = """
  <?xml version="1.0"?><!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;"><!ENTITY n "&m;&m;&m;&m;">]>
  <a x="&n;">&n;</a>
  """

@Suite("XML that is refused")
struct XMLFaultTests {
  @Test(
    "A document type is refused, whatever it holds",
    arguments: [laughs, "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "<!DOCTYPE a><a/>"])
  func doctype(_ text: String) {
    for size in [1, 4096] {
      let sample = XMLSample(text, size: size)
      #expect(sample.fault == "xml-doctype" && sample.events.isEmpty)
    }
    #expect(code { _ = try XMLDocument(Array(text.utf8)) } == "xml-doctype")
  }

  @Test(
    "What is not well-formed is refused, by reader and document",
    arguments: [
      "", " ", "<a>", "<a></b>", "<a/><b/>", "<a/>x", "<a k=1/>", "<a k='1' k='2'/>", "<a>&unknown;</a>", "<p:a/>",
      "<a>\u{0}</a>", "<a>&#0;</a>", "x", "<?xml version=\"1.0\" encoding=\"no-such\"?><a/>",
    ])
  func malformed(_ text: String) {
    for size in [1, 4096] { #expect(XMLSample(text, size: size).fault == "xml-malformed") }
    #expect(code { _ = try XMLDocument(Array(text.utf8)) } == "xml-malformed")
  }

  @Test("Bytes without meaning in the encoding are refused")
  func undecodable() {
    let close = Array("</a>".utf8)
    let samples: [[UInt8]] = [Array("<a>".utf8) + [0xFF, 0xFE] + close, Array("<a>样".utf8.dropLast()) + close]
    for bytes in samples {
      #expect(XMLSample(bytes).fault == "xml-malformed")
      #expect(code { _ = try XMLDocument(bytes) } == "xml-malformed")
    }
    let gbk = Array("<?xml version=\"1.0\" encoding=\"GBK\"?><a>".utf8) + [0xFF, 0xFF] + close
    for size in [1, 7, 4096] { #expect(XMLSample(gbk, size: size).fault == "xml-malformed") }
  }

  @Test("A fault says where, not what")
  func place() {
    let sample = XMLSample("<a>\n<CANARY>CANARY</OTHER></a>")
    #expect(sample.message.contains("line 2") && !sample.message.contains("CANARY"))
    do throws(HubError) {
      _ = try XMLDocument(Array("<a>\n<CANARY>CANARY</OTHER></a>".utf8))
      Issue.record("no fault")
    } catch {
      #expect(error.description.contains("line 2") && !error.description.contains("CANARY"))
    }
  }

  @Test("256 levels are read, 257 are not")
  func depth() {
    func nested(_ count: Int) -> String {
      String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
    }
    #expect(XMLSample(nested(256)).fault == nil)
    #expect(XMLSample(nested(257)).fault == "xml-malformed")
    #expect(code { _ = try XMLDocument(Array(nested(250).utf8)) } == nil)
    #expect(code { _ = try XMLDocument(Array(nested(300).utf8)) } == "xml-malformed")
  }

  @Test("What the source throws is thrown on, and again when asked again")
  func source() throws {
    let fault = HubError("archive-damaged", "Broken.")
    let reader = try XMLReader({ _ in throw fault })
    for _ in 0..<2 { #expect(code { _ = try reader.next() } == "archive-damaged") }
    struct Other: Error {}
    let other = try XMLReader({ _ in throw Other() })
    #expect(code { _ = try other.next() } == "xml-source-failed")
  }
}
