import HubModel
import Testing

@testable import HubConnectorKit

@Suite("The declared encoding wins")
struct DeclaredEncodingTests {
  @Test("A byte order mark of the declared encoding is dropped", arguments: [1, 2, 100])
  func marks(size: Int) throws {
    #expect(try decode([0xEF, 0xBB, 0xBF] + Array("id".utf8), .utf8, size: size).text == "id")
    #expect(try decode([0xFF, 0xFE, 0x69, 0], .utf16, size: size).text == "i")
    #expect(try decode([0xFE, 0xFF, 0, 0x69], .utf16, size: size).text == "i")
    #expect(try decode([0x84, 0x31, 0x95, 0x33, 0x69], .gb18030, size: size).text == "i")
    #expect(try decode([0xEF, 0xBB, 0xBF], .utf8, size: size).text == "")
  }

  @Test(
    "A byte order mark of another encoding is an incident, not a guess",
    arguments: [
      ([0xEF, 0xBB, 0xBF, 0x69], TextEncoding.gb18030), ([0xFF, 0xFE, 0x69, 0], .utf8),
      ([0xFE, 0xFF, 0, 0x69], .utf16LittleEndian),
      ([0xFF, 0xFE, 0x69, 0], .gbk),
    ] as [([UInt8], TextEncoding)])
  func foreignMark(bytes: [UInt8], declared: TextEncoding) {
    let error = #expect(throws: HubError.self) { try decode(bytes, declared) }
    #expect(error?.code == "encoding-mismatch")
  }

  @Test("UTF-8 declared as GB18030 is an incident, not a file of wrong characters", arguments: [1, 5, 4096])
  func silentMismatch(size: Int) {
    for text in ["id,name\n1,样本测试\n", String(repeating: "id,样本样本样本样本\n", count: 5)] {
      let error = #expect(throws: HubError.self) { try decode(Array(text.utf8), .gb18030, size: size) }
      #expect(error?.code == "encoding-mismatch")
    }
  }

  @Test("GB18030 text that begins like UTF-8 is read as declared")
  func looksAlike() throws {
    #expect(try decode([0xC1, 0xAA, 0xCD, 0xA8], .gb18030).text == "联通")
  }

  @Test("An empty source is no text and no fault")
  func empty() throws {
    for encoding in TextEncoding.allCases { #expect(try decode([], encoding).text == "") }
  }

  @Test("Encodings are named as stewards write them")
  func words() {
    #expect(TextEncoding(word: "gb18030") == .gb18030)
    #expect(TextEncoding(word: "utf-8") == .utf8)
    #expect(TextEncoding(word: "latin1") == nil)
  }
}
