import HubModel
import Testing

@testable import HubXML

@Suite("Reading XML piece by piece")
struct XMLReaderTests {
  @Test("Elements, attributes, namespaces, text and CDATA come in order")
  func events() {
    let sample = XMLSample(
      """
      <?xml version="1.0"?><!-- c --><a xmlns="urn:one" xmlns:t="urn:two"><t:b k="1&amp;2 &lt; &quot; &#38; &#x6837;" \
      t:id="x">样<![CDATA[<本>]]>&amp;</t:b>
      <c/><?pi x?></a>
      """)
    let expected = [
      "<a{urn:one}>", "<b{urn:two} k=1&2 < \" & 样 id=x>", "'样<本>&", "</b>", "'\n", "<c{urn:one}>", "</c>", "</a>",
    ]
    #expect(sample.events == expected && sample.fault == nil)
  }

  @Test("Wherever the pieces are cut, the events are the same")
  func pieces() {
    let (long, data) = (String(repeating: "样本𠮷x ", count: 400), String(repeating: "本", count: 700))
    let text = "<a k='样本𠮷'>\(long)<b/>\r\n<![CDATA[\(data)]]></a>"
    let whole = XMLSample(text)
    #expect(whole.fault == nil && whole.events.count == 6)
    for size in [1, 2, 3, 4, 5, 7, 61, 299, 300, 301, 511, 512, 4096] { #expect(XMLSample(text, size: size) == whole) }
  }

  @Test("GBK, GB2312 and GB18030 are all read as GB18030", arguments: ["GBK", "gb2312", "GB18030"])
  func chinese(_ name: String) {
    let inner = String(repeating: "样本镕𠮷 ", count: 500)
    let bytes = gb18030("<?xml version=\"1.0\" encoding=\"\(name)\"?><a>\(inner)</a>")
    for size in [1, 3, 512, 1 << 20] {
      #expect(XMLSample(bytes, size: size).events == ["<a>", "'\(inner)", "</a>"])
    }
  }

  @Test("The encoding told from outside wins over the declared one")
  func outside() {
    let utf8 = "<?xml version=\"1.0\" encoding=\"GBK\"?><a>样本</a>"
    #expect(XMLSample(utf8, encoding: "UTF-8").events == ["<a>", "'样本", "</a>"])
    let gbk = gb18030("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>样本</a>")
    for name in ["GB18030", "gbk"] { #expect(XMLSample(gbk, encoding: name).events == ["<a>", "'样本", "</a>"]) }
    #expect(XMLSample(gbk).fault == "xml-malformed")
    #expect(XMLSample(utf8, encoding: "no-such").fault == "xml-encoding-unknown")
  }

  @Test("A byte order mark is dropped, with and without an encoding told", arguments: [1, 4096])
  func marks(_ size: Int) {
    let expected = ["<a>", "'样", "</a>"]
    let text = "<a>样</a>"
    #expect(XMLSample("\u{FEFF}" + text, size: size).events == expected)
    #expect(XMLSample("\u{FEFF}" + text, size: size, encoding: "utf-8").events == expected)
    let little: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [little, big] {
      #expect(XMLSample(bytes, size: size).events == expected)
      #expect(XMLSample(bytes, size: size, encoding: "UTF-16").events == expected)
    }
  }

  @Test("Leftovers of GBK in the private use area become what they stand for")
  func privateUse() {
    #expect(XMLSample("<a k=\"\u{E863}\">\u{E863}\u{E000}</a>").events == ["<a k=\u{4DAE}>", "'\u{4DAE}\u{E000}", "</a>"])
  }

  @Test("A document that is made while it is read comes to its end")
  func long() throws {
    var left = 50_000
    let reader = try XMLReader({ room in
      let piece = left == 50_000 ? "<a>" : left == 0 ? "</a>" : left < 0 ? "" : "<b k='1'>x</b>"
      left -= 1
      room.copyBytes(from: piece.utf8)
      return piece.utf8.count
    })
    var count = 0
    while try reader.next() != nil { count += 1 }
    #expect(count == 49_999 * 3 + 2)
  }
}
