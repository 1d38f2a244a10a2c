import Testing

@testable import HubCrypto

@Suite struct DigestTests {
  @Test("SM3 yields the two example digests of GB/T 32905 appendix A")
  func examples() {
    #expect(
      SM3.digest("abc").hex == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
    #expect(
      SM3.digest(String(repeating: "abcd", count: 16)).hex
        == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")
  }

  @Test("SM3 of nothing is that of the standard's empty message")
  func empty() {
    #expect(SM3.digest([]).hex == "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b")
  }

  @Test("A digest fed in pieces equals that of the whole, and the context serves the next message")
  func pieces() {
    let message = Array("the quick brown fox jumps over the lazy dog, and then again over the same dog".utf8)
    let digest = SM3Digest()
    for split in [0, 1, 31, 63, 64, 65, message.count] {
      digest.update(Array(message.prefix(split)))
      digest.update(Array(message.dropFirst(split)))
      #expect(digest.finish() == SM3.digest(message))
    }
  }

  @Test("SHA-256 yields the FIPS 180-4 example")
  func sha256() {
    let digest = SHA256Digest()
    digest.update(Array("abc".utf8))
    #expect(digest.finish().hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("A digest is exactly 32 bytes")
  func length() {
    #expect(Digest32([UInt8](repeating: 1, count: 31)) == nil)
    #expect(Digest32([UInt8](repeating: 1, count: 33)) == nil)
    #expect(Digest32([UInt8](0..<32))?.bytes == [UInt8](0..<32))
  }
}
