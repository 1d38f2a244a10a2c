import HubModel
import Testing

@testable import HubJSON

/// The events of a text read in pieces of `size` bytes.
private func events(_ bytes: [UInt8], size: Int = 1 << 16, depth: Int = 64, damaged: Set<Int> = []) throws -> [JSONEvent] {
  var reader = JSONEvents(depthAtMost: depth)
  var found: [JSONEvent] = []
  for start in stride(from: 0, to: bytes.count, by: size) {
    let end = min(bytes.count, start + size)
    let places = damaged.filter { (start..<end).contains($0) }.map { $0 - start }.sorted()
    try bytes[start..<end].withUnsafeBytes { try reader.feed($0, damaged: places) { found.append($0) } }
  }
  try reader.finish { found.append($0) }
  return found
}

private func events(_ text: String, size: Int = 1 << 16) throws -> [JSONEvent] { try events(Array(text.utf8), size: size) }

private func code(_ bytes: [UInt8], depth: Int = 64) -> String? {
  do {
    _ = try events(bytes, depth: depth)
    return nil
  } catch {
    return (error as? HubError)?.code.rawValue ?? "\(error)"
  }
}

private func string(_ text: String) -> JSONEvent { .string(Array(text.utf8)) }

@Suite("JSON as events")
struct JSONEventsTests {
  @Test("The same events wherever the text is cut", arguments: [1, 2, 3, 5, 7, 11, 1000])
  func cuts(size: Int) throws {
    let text = #"{"a":[1543.00,-0,1e5,true,null,""],"样本":"\u6837\ud842\udfb7\\u0000\n","b":{}}"#
    let expected: [JSONEvent] = [
      .startObject, .key(Array("a".utf8)), .startArray, .number(Array("1543.00".utf8)), .number(Array("-0".utf8)),
      .number(Array("1e5".utf8)), .bool(true), .null, string(""), .endArray, .key(Array("样本".utf8)),
      string("样𠮷\\u0000\n"), .key(Array("b".utf8)), .startObject, .endObject, .endObject,
    ]
    #expect(try events(text, size: size) == expected)
  }

  @Test("Half of a surrogate pair is told, and takes nothing of its neighbours with it", arguments: [1, 2, 3, 4, 6, 1000])
  func halves(size: Int) throws {
    let text = #"["\ud842","\udfb7x","\ud842\u0041","\ud842\ud842\udfb7","\\ud842","\ud842y","whole"]"#
    let expected: [JSONEvent] = [
      .startArray, .damage, string("\u{FFFD}"), .damage, string("\u{FFFD}x"), .damage, string("\u{FFFD}A"), .damage,
      string("\u{FFFD}𠮷"), string("\\ud842"), .damage, string("\u{FFFD}y"), string("whole"), .endArray,
    ]
    #expect(try events(text, size: size) == expected)
  }

  @Test("A name with half a pair is told before it")
  func damagedName() throws {
    #expect(
      try events(#"{"\udc00":1}"#)
        == [.startObject, .damage, .key(Array("\u{FFFD}".utf8)), .number([UInt8(ascii: "1")]), .endObject])
  }

  @Test("What a decoder lost is told of the text it stood in", arguments: [1, 3, 1000])
  func decoderLoss(size: Int) throws {
    let bytes = Array("[\"a\",\"b\u{FFFD}\",\"\u{FFFD}\"]".utf8)
    let lost = try events(bytes, size: size, damaged: [6])
    #expect(lost == [.startArray, string("a"), .damage, string("b\u{FFFD}"), string("\u{FFFD}"), .endArray])
  }

  @Test("NUL comes as it is, uncut")
  func nul() throws {
    #expect(try events(#"["a\u0000b"]"#) == [.startArray, .string([0x61, 0, 0x62]), .endArray])
  }

  @Test(
    "What is no JSON is refused",
    arguments: [
      "", "[1", "[1]]", "[1] 2", "{\"a\":}", "[01]", "/* c */ 1", "[\"a\tb\"]", "[\"\\u12g4\"]", "[\"\\ud8", "nul", "[1,]",
    ])
  func malformed(text: String) { #expect(code(Array(text.utf8)) == "json-malformed") }

  @Test(
    "Bytes that are no UTF-8 are refused, overlong forms and surrogates too",
    arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE4, 0xB8]] as [[UInt8]])
  func notUTF8(bytes: [UInt8]) {
    #expect(code(Array("[\"".utf8) + bytes + Array("\"]".utf8)) == "json-malformed")
  }

  @Test("Depth is bounded")
  func depth() {
    let deep = Array(String(repeating: "[", count: 65).utf8) + Array(String(repeating: "]", count: 65).utf8)
    #expect(code(deep) == "json-too-deep")
    #expect(code(deep, depth: 65) == nil)
  }

  @Test("A token without end is given up")
  func endless() throws {
    var reader = JSONEvents()
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
    try [UInt8(ascii: "\"")].withUnsafeBytes { try reader.feed($0) { _ in } }
    let error = #expect(throws: HubError.self) {
      for _ in 0..<20 { try piece.withUnsafeBytes { try reader.feed($0) { _ in } } }
    }
    #expect(error?.code == "json-token-too-long")
  }

  @Test("What the taker throws ends the reading and is thrown on")
  func takerThrows() {
    struct Stop: Error {}
    var reader = JSONEvents()
    #expect(throws: Stop.self) {
      try Array("[1,2]".utf8).withUnsafeBytes { try reader.feed($0) { _ in throw Stop() } }
    }
    #expect(throws: Stop.self) { try reader.finish { _ in } }
  }

  @Test("A small text as a tree")
  func tree() throws {
    let root = try JSONValue(Array(#"{"a":{"b":[1.50,"x",null,true]}}"#.utf8))
    #expect(root["a"]?["b"]?[0] == .number("1.50") && root["a"]?["b"]?[1]?.scalar == "x")
    #expect(root["a"]?["b"]?[2]?.scalar == nil && root["a"]?["b"]?[3]?.scalar == "true")
    #expect(root["a"]?["b"]?[4] == nil && root["c"] == nil)
  }

  @Test("Text is written so that it comes back")
  func writing() throws {
    let text = "a\"b\\c\n\r\t\u{1}样😀"
    #expect(try JSONValue(Array("\"\(JSONText.escaped(text))\"".utf8)) == .text(text))
    var out: [UInt8] = []
    let isPlain = JSONText.append("样本".utf8, to: &out)
    #expect(isPlain && out == Array("\"样本\"".utf8))
  }
}
