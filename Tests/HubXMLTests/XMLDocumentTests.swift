import HubModel
import Testing

@testable import HubXML

@Suite("Documents and XPath")
struct XMLDocumentTests {
  private static let text = """
    <?xml version="1.0" encoding="GBK"?><s:Envelope xmlns:s="urn:soap"><s:Body><list xmlns="urn:d">\
    <row no="1"><name>样</name></row><row no="2"><name>本<![CDATA[&x]]></name><note/></row></list></s:Body></s:Envelope>
    """
  private let names = ["s": "urn:soap", "d": "urn:d"]

  private func document() throws(HubError) -> XMLDocument { try XMLDocument(gb18030(Self.text)) }

  @Test("Texts of nodes, attributes and computed values")
  func texts() throws {
    let document = try document()
    #expect(try document.texts("/s:Envelope/s:Body//d:name", namespaces: names) == ["样", "本&x"])
    #expect(try document.texts("//d:row/@no", namespaces: names) == ["1", "2"])
    #expect(try document.texts("count(//d:row)", namespaces: names) == ["2"])
    #expect(try document.texts("//d:nothing", namespaces: names) == [])
    #expect(try document.texts("//row", namespaces: names) == [])
  }

  @Test("Elements, XPath relative to them, and nil where nothing is found")
  func elements() throws {
    let rows = try document().nodes("//d:row", namespaces: names)
    #expect(rows.map(\.name) == ["row", "row"])
    #expect(try rows[0].text("d:name") == "样")
    #expect(try rows[1].text("@no") == "2")
    #expect(try rows[0].text("d:note") == nil)
    #expect(try rows[1].text("d:note") == "")
    #expect(try rows[1].text("string(d:name)") == "本&x")
    #expect(try rows[1].nodes("../d:row").count == 2)
    #expect(try document().nodes("//d:row/@no", namespaces: names).isEmpty)
  }

  @Test("An element written out stands for itself: its namespaces are declared, its text is UTF-8")
  func serialised() throws {
    let row = try #require(try document().nodes("//d:row", namespaces: names).last)
    let again = try XMLDocument(row.serialised())
    #expect(try again.texts("/d:row/d:name", namespaces: names) == ["本&x"])
    #expect(String(decoding: row.serialised(), as: UTF8.self).contains("本"))
  }

  @Test("The encoding told from outside wins, a byte order mark is dropped")
  func encodings() throws {
    let declared = "<?xml version=\"1.0\" encoding=\"GBK\"?><a>样</a>"
    #expect(try XMLDocument(Array(declared.utf8), encoding: "UTF-8").texts("/a") == ["样"])
    #expect(try XMLDocument(Array(("\u{FEFF}" + declared).utf8), encoding: "UTF-8").texts("/a") == ["样"])
    #expect(try XMLDocument(Array("\u{FEFF}<a>样</a>".utf8)).texts("/a") == ["样"])
    #expect(code { _ = try XMLDocument([], encoding: "no-such") } == "xml-encoding-unknown")
  }

  @Test("A wrong XPath is a fault of its own", arguments: ["//[", "q:a", "nope()", "$x", ""])
  func wrongPaths(_ xpath: String) throws {
    let document = try document()
    #expect(code { _ = try document.texts(xpath, namespaces: names) } == "xpath-malformed")
    let row = try #require(try document.nodes("//d:row", namespaces: names).first)
    #expect(code { _ = try row.text(xpath) } == "xpath-malformed")
  }

  @Test("Escaped text comes back as it was")
  func escaping() throws {
    let text = "样 & < > \" ' \t\n\r𠮷 &amp; ]]>"
    let bytes = Array("<a k=\"\(XMLText.escaped(text))\">\(XMLText.escaped(text))</a>".utf8)
    let document = try XMLDocument(bytes)
    #expect(try document.texts("/a") == [text])
    #expect(try document.texts("/a/@k") == [text])
    #expect(XMLSample(bytes).events.first == "<a k=\(text)>")
    #expect(XMLText.escaped("\u{0}\u{1B}\u{FFFE}x") == "\u{FFFD}\u{FFFD}\u{FFFD}x")
  }
}
