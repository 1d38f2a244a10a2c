import Foundation
import Testing

@testable import HubCrypto

@Suite struct EncodingTests {
  @Test("Base64 agrees with Foundation's, padded and for URLs")
  func base64() {
    for count in 0..<70 {
      let bytes = Random.bytes(count)
      let text = Data(bytes).base64EncodedString()
      let url = text.filter { $0 != "=" }.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      #expect(Base64.encode(bytes) == text && Base64.encodeURL(bytes) == url)
      #expect(Base64.decode(text) == bytes && Base64.decodeURL(url) == bytes)
    }
  }

  @Test(
    "Loose base64 is refused", arguments: ["A", "AA", "AAA", "A===", "AAAA=", "AA==AAAA", "AB==", "AAB=", "AA A", "AA-_", "===="])
  func strict(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test("Loose base64url is refused", arguments: ["A", "AAAAA", "AB", "AAB", "AA==", "AA+/", "AA\n"])
  func strictURL(_ text: String) {
    #expect(Base64.decodeURL(text) == nil)
  }

  @Test("Hexadecimal text round-trips, and half a byte is refused")
  func hexadecimal() {
    #expect(Hex.encode([0, 0x9f, 0xff]) == "009fff")
    #expect(Hex.decode("009fFF") == [0, 0x9f, 0xff])
    #expect(Hex.decode("0") == nil && Hex.decode("0g") == nil)
  }

  @Test("Comparison in constant time answers as == does")
  func constantTime() {
    #expect(ConstantTime.areEqual([1, 2, 3], [1, 2, 3]) && ConstantTime.areEqual([UInt8](), []))
    #expect(!ConstantTime.areEqual([1, 2, 3], [1, 2, 4]) && !ConstantTime.areEqual([1, 2], [1, 2, 3]))
    #expect(ConstantTime.areEqual("张三", "张三") && !ConstantTime.areEqual("张三", "张四"))
  }
}
