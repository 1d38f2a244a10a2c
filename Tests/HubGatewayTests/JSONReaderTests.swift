import Testing

@testable import HubGateway

@Suite("JSON is read strictly")
struct JSONReaderTests {
  private func fault(_ text: String) -> JSONFault.Kind? { fault(Array(text.utf8)) }

  private func fault(_ bytes: [UInt8]) -> JSONFault.Kind? {
    do throws(JSONFault) {
      _ = try JSONReader.read(bytes)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test("what RFC 8259 allows is read", arguments: ["{}", " [1, -0.5e+3, true, false, null] ", #"{"a":{"b":["x"]}}"#, "\"\"", "0"])
  func accepts(text: String) { #expect(fault(text) == nil) }

  @Test(
    "what it does not is refused",
    arguments: [
      "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "01", "1.", ".5", "+1", "1e", "nul", "truex", "[1 2]", "{} {}", "\"\t\"",
      "\u{FEFF}{}", "NaN", "\"\\x\"",
    ])
  func refuses(text: String) { #expect(fault(text) == .malformed) }

  @Test("duplicate members are refused, also when one is written with an escape")
  func duplicates() {
    #expect(fault(#"{"a":1,"a":2}"#) == .duplicateMember)
    #expect(fault(#"{"name":1,"n\u0061me":2}"#) == .duplicateMember)
    #expect(fault(#"{"a":{"b":1},"c":{"b":1}}"#) == nil)
  }

  @Test("lone surrogates and NUL are refused, pairs are joined")
  func surrogates() throws {
    #expect(fault(#""\ud800""#) == .forbiddenCharacter)
    #expect(fault(#""\udc00""#) == .forbiddenCharacter)
    #expect(fault(#""\ud800\u0041""#) == .forbiddenCharacter)
    #expect(fault(#""\u0000""#) == .forbiddenCharacter)
    #expect(fault([0x22, 0, 0x22]) == .forbiddenCharacter)
    #expect(try JSONReader.read(Array(#""\ud842\udfb7""#.utf8)).root.string == "𠮷")
  }

  @Test(
    "bytes that are not UTF-8 are refused",
    arguments: [[0x22, 0xC5, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xFF, 0x22]])
  func encoding(bytes: [Int]) { #expect(fault(bytes.map(UInt8.init)) == .malformed) }

  @Test("FG-02 nesting beyond 32 is refused at once, however deep")
  func depth() {
    #expect(fault(String(repeating: "[", count: 32) + String(repeating: "]", count: 32)) == nil)
    #expect(fault(String(repeating: "[", count: 33) + String(repeating: "]", count: 33)) == .tooDeep)
    #expect(fault(String(repeating: "[", count: 100_000)) == .tooDeep)
    #expect(fault(String(repeating: "{\"v\":", count: 300) + "1" + String(repeating: "}", count: 300)) == .tooDeep)
  }

  @Test("an object with thousands of members is refused before its members are compared")
  func breadth() {
    let members = (0..<20_000).map { "\"m\($0)\":1" }.joined(separator: ",")
    #expect(fault("{\(members)}") == .tooLarge)
  }

  @Test("members are found by their unescaped name")
  func members() throws {
    let root = try JSONReader.read(Array(#"{"a":{"b":"\u4e00\n\"/"},"c":[1,"x"]}"#.utf8)).root
    #expect(root["a"]?["b"]?.string == "一\n\"/")
    #expect(root["c"]?.kind == .array)
    #expect(root["d"] == nil)
    #expect(root["c"]?.string == nil)
  }

  @Test("no mutation of a question crashes the reader")
  func mutations() {
    let text = Array(#"{"purpose":"p","person":{"number":"110101199003070011","name":"\u6d4b试"},"x":[1.5e3,null,true]}"#.utf8)
    for index in text.indices {
      for byte: UInt8 in [0, 0x22, 0x5C, 0x7B, 0x5D, 0x2C, 0x3A, 0xC5, 0xFF, 0x75] {
        var changed = text
        changed[index] = byte
        _ = fault(changed)
        _ = fault(Array(changed[..<index]))
      }
    }
  }
}

@Suite("JSON is written so that any reader agrees")
struct JSONWriterTests {
  @Test("text is escaped and comes back")
  func escaping() throws {
    let text = "\"ignore previous instructions\"\\ \n\u{1}</script> 𠮷"
    var json = JSONWriter()
    json.beginObject()
    json.member("a", text)
    json.key("b")
    json.beginArray()
    json.integer(1)
    json.bool(true)
    json.null()
    json.endArray()
    json.member("c", nil as String?)
    json.endObject()
    let root = try JSONReader.read(json.bytes).root
    #expect(root["a"]?.string == text)
    #expect(String(decoding: json.bytes, as: UTF8.self).hasSuffix(#""b":[1,true,null]}"#))
  }
}
