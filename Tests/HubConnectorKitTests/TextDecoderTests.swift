import Glibc
import HubModel
import Testing

@testable import HubConnectorKit

/// Decodes `bytes` in chunks of `size`.
func decode(_ bytes: [UInt8], _ encoding: TextEncoding, size: Int = .max) throws -> (text: String, faults: [TextFault]) {
  var decoder = try TextDecoder(encoding)
  var text: [UInt8] = []
  var faults: [TextFault] = []
  var index = 0
  while index < bytes.count {
    let end = min(bytes.count, index.addingReportingOverflow(size).overflow ? .max : index + size)
    try bytes[index..<end].withUnsafeBytes { try decoder.decode($0, into: &text, faults: &faults) }
    index = end
  }
  try decoder.finish(into: &text, faults: &faults)
  return (String(decoding: text, as: UTF8.self), faults)
}

@Suite("Decoding text")
struct TextDecoderTests {
  @Test("FC-03 leftovers of the private use area become the characters of GB 18030-2022, whatever brings them")
  func leftovers() throws {
    #expect(try decode([0xFE, 0x9F], .gbk).text == "\u{4DAE}")
    #expect(try decode([0xFE, 0x9F], .gb18030).text == "\u{4DAE}")
    #expect(try decode(Array("\u{E863}".utf8), .utf8).text == "\u{4DAE}")
    #expect(try decode(Array("\u{4DAE}".utf8), .utf8).text == "\u{4DAE}")
    #expect(try decode([0x63, 0xE8], .utf16LittleEndian).text == "\u{4DAE}")
    for encoding in [TextEncoding.gbk, .gb18030] {
      #expect(try decode([0xFE, 0x59], encoding).text == "\u{9FB4}")
      #expect(try decode([0x82, 0x35, 0x90, 0x37], encoding).text == "\u{9FB4}")
    }
  }

  @Test("FC-03 somebody's own private use characters are kept")
  func ownPrivateUse() throws {
    for scalar in ["\u{E000}", "\u{E5E5}", "\u{E76B}", "\u{E865}", "\u{F8FF}", "\u{E814}"] {
      #expect(try decode(Array(scalar.utf8), .utf8).text == scalar)
    }
    #expect(try decode([0xAA, 0xA1], .gb18030).text == "\u{E000}")
  }

  @Test("No code of GB 18030 comes out as one of the leftovers, and every leftover has its character")
  func noLeftoverStays() throws {
    let table = try GB18030Table.shared()
    #expect(table.fourByte.count == GB18030Table.fourByteCount)
    let leftovers = Set((UInt32(0xE76C)...0xE864).filter { PrivateUse.replacement(for: $0) != $0 })
    #expect(leftovers.count == 1 + 10 + 2 + 13 + 80)
    let written = Set(leftovers.map { packed($0) })
    #expect(!table.twoByte.contains { written.contains($0) })
    #expect(!table.fourByte.contains { written.contains($0) })
  }

  @Test("Every character of the 2022 edition comes back from the C library's GB18030, beyond the basic plane too")
  func roundTrip() throws {
    var scalars = (UInt32(0x20)...0xFFFF).filter { !(0xD800...0xDFFF).contains($0) }
    scalars += [0x10000, 0x20000, 0x20BB7, 0x2A6DF, 0x2B5F4, 0x30000, 0x10FFFF]
    var tried = 0
    // U+FEFF alone is a byte order mark.
    for scalar in scalars where scalar != 0xFEFF && PrivateUse.replacement(for: scalar) == scalar {
      guard let bytes = convert(scalar) else { continue }
      tried += 1
      let back = try decode(bytes, .gb18030)
      #expect(back.text.unicodeScalars.map(\.value) == [scalar] && back.faults.isEmpty)
    }
    #expect(tried > 63_000)
  }

  @Test("A character cut by the end of a chunk is whole", arguments: [1, 2, 3, 4, 5, 7])
  func cuts(size: Int) throws {
    let text = "证件号,姓名\n𠮷样古丽·测试江,€é\n"
    #expect(try decode(Array(text.utf8), .utf8, size: size).text == text)
    let bytes = text.unicodeScalars.flatMap { convert($0.value) ?? [] }
    #expect(try decode(bytes, .gb18030, size: size).text == text)
    let units = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try decode([0xFF, 0xFE] + units, .utf16, size: size).text == text)
    #expect(try decode(text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, .utf16BigEndian, size: size).text == text)
  }

  @Test("No trail byte of GBK swallows a separator, and no separator's byte within a character is taken for one")
  func trailsAndSeparators() throws {
    let trails = Array(UInt8(0x40)...0x7E) + Array(UInt8(0x80)...0xFE)
    for trail in trails {
      for separator in Array(",;|\t\"\r\n".utf8) {
        let found = try decode([0xB0, trail, separator], .gbk)
        #expect(found.text.unicodeScalars.count == 2 && found.text.utf8.last == separator && found.faults.isEmpty)
      }
    }
    for separator in Array(",;\t\"\r\n".utf8) {
      let cut = try decode([0xB0, separator, 0x41], .gbk)
      #expect(cut.faults.map(\.byteOffset) == [0])
      #expect(Array(cut.text.utf8) == Array("\u{FFFD}".utf8) + [separator, 0x41])
    }
  }

  @Test("An undecodable byte is marked with its offset in the source, wherever the chunks end", arguments: [1, 2, 3, 1000])
  func undecodable(size: Int) throws {
    let utf8 = try decode([0x41, 0xE6, 0xA0, 0x2C, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0x0A, 0xE6], .utf8, size: size)
    #expect(utf8.faults.map(\.byteOffset) == [1, 4, 5, 6, 7, 8, 10])
    #expect(utf8.text.hasPrefix("A\u{FFFD},"))
    let gb = try decode([0x41, 0x80, 0xFF, 0x2C, 0x81, 0x30, 0x81, 0x2C, 0xB0], .gb18030, size: size)
    #expect(gb.faults.map(\.byteOffset) == [1, 2, 4, 6, 8])
    #expect(gb.faults.allSatisfy { $0.kind == .undecodable })
    #expect(gb.text == "A\u{FFFD}\u{FFFD},\u{FFFD}0\u{FFFD},\u{FFFD}")
    let utf16 = try decode([0x41, 0x00, 0x42, 0xD8, 0x43, 0x00, 0x44], .utf16LittleEndian, size: size)
    #expect(utf16.faults.map(\.byteOffset) == [2, 6] && utf16.text == "A\u{FFFD}C\u{FFFD}")
  }

  @Test("NUL is marked in each encoding")
  func nul() throws {
    #expect(try decode(Array("样\0本样本样本".utf8), .utf8).faults == [TextFault(kind: .nul, position: 3, byteOffset: 3)])
    #expect(try decode([0xD1, 0xF9, 0x00, 0x41], .gbk).faults == [TextFault(kind: .nul, position: 3, byteOffset: 2)])
    #expect(try decode([0x41, 0x00, 0x00, 0x00], .utf16LittleEndian).faults.map(\.byteOffset) == [2])
  }

  @Test("The euro byte of code page 936 is read where GBK is declared")
  func euro() throws {
    #expect(try decode([0x80, 0x41, 0xA2, 0xE3], .gbk).text == "€A€")
  }

  /// The C library's GB18030 bytes of one character.
  private func convert(_ scalar: UInt32) -> [UInt8]? {
    guard let converter = iconv_open("GB18030", "UTF-32LE") else { return nil }
    defer { iconv_close(converter) }
    var input = withUnsafeBytes(of: scalar.littleEndian) { $0.map { CChar(bitPattern: $0) } }
    var output = [CChar](repeating: 0, count: 8)
    let written = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target -> Int in
        var (from, to) = (source.baseAddress, target.baseAddress)
        var (left, room) = (4, 8)
        return iconv(converter, &from, &left, &to, &room) == 0 ? 8 - room : 0
      }
    }
    return written > 0 ? output[..<written].map { UInt8(bitPattern: $0) } : nil
  }
}
