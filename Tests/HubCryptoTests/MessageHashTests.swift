import HubModel
import Testing

@testable import HubCrypto

/// Answers of the `openssl` command and of Python's hmac.
@Suite("Signatures as other systems ask for them")
struct MessageHashTests {
  private let message = Array("demo-senderreq-000120260102030405".utf8)
  private let key = Array("demo-secret".utf8)

  @Test("HMAC under short and long keys")
  func hmac() {
    #expect(Base64.encode(MessageHash.sha256.hmac(message, key: key)) == "Ug73G0Oopn5fAtI21MEAhJhUF7TwWUHbv2IIoXAbKQw=")
    #expect(
      Hex.encode(MessageHash.sm3.hmac(message, key: key)) == "faa769a41772d88a0d7b60246ab3efc5d0c36af89872e982064e1a708c0715db")
    #expect(
      Hex.encode(MessageHash.sha256.hmac(message, key: [UInt8](repeating: UInt8(ascii: "k"), count: 80)))
        == "de7c56e12c115aa80d4be94f7bf4747ff1af246619096aa3f24defaeb8dba4fc")
    #expect(Hex.encode(MessageHash.sm3.digest(message)) == "e29aa9062cf29b7c23cf2853c056563ee9412faecb38f3c2de6abf77a015de87")
  }

  @Test("MD5 where nothing else is accepted")
  func md5() throws {
    #expect(try Hex.encode(LegacyDigest.md5(message)) == "5804ba3fa235e9abf17293552950f27e")
    #expect(try Hex.encode(LegacyDigest.hmacMD5(message, key: key)) == "49d2c442246d0a1596506e59269a5ffe")
    #expect(try Hex.encode(LegacyDigest.md5([])) == "d41d8cd98f00b204e9800998ecf8427e")
  }

  @Test("A wrapped key opens under its own key alone")
  func unwrap() throws {
    let plain = Array("short-lived-key".utf8)
    let key = Array("0123456789abcdef".utf8)
    let wrapped = try #require(Base64.decode("SFXUafmihExjFo8gIYCSCQ=="))
    #expect(try KeyWrapping.sm4ECB.unwrap(wrapped, key: key) == plain)
    let vector = Array("fedcba9876543210".utf8)
    let chained = hex("82552f5fad0bdd81f18a0b217f9a527c")
    #expect(try KeyWrapping.aesCBC.unwrap(chained, key: key, vector: vector) == plain)
    #expect(try KeyWrapping.aesCBC.unwrap(vector + chained, key: key) == plain)
    #expect(try KeyWrapping.aesECB.unwrap(hex("3d753a03b6f7444b135e8eeceb066f54"), key: key + key) == plain)
    #expect(code { _ = try KeyWrapping.sm4ECB.unwrap(wrapped, key: vector) } == "key-unwrap-failed")
    #expect(code { _ = try KeyWrapping.sm4ECB.unwrap(wrapped, key: key + key) } == "key-unwrap-failed")
    #expect(code { _ = try KeyWrapping.sm4CBC.unwrap(wrapped, key: key) } == "key-unwrap-failed")
  }
}
