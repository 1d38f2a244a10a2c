import HubModel
import Testing

@testable import HubCrypto

@Suite struct KeyDerivationTests {
  private func hkdf(_ hash: HashAlgorithm, key: [UInt8], salt: [UInt8], info: [UInt8], count: Int) throws -> [UInt8] {
    var out = [UInt8](repeating: 0, count: count)
    try out.withUnsafeMutableBytes { out in
      try key.withUnsafeBytes { try KeyDerivation.hkdf(hash, key: $0, salt: salt, info: info, into: out) }
    }
    return out
  }

  @Test("HKDF-SHA-256 yields RFC 5869 case 1")
  func rfc5869() throws {
    let key = [UInt8](repeating: 0x0b, count: 22)
    let out = try hkdf(
      .sha256, key: key, salt: hex("000102030405060708090a0b0c"), info: hex("f0f1f2f3f4f5f6f7f8f9"), count: 42)
    #expect(
      out == hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"))
  }

  @Test("HKDF-SM3 is extract and expand by HMAC-SM3, as RFC 5869 section 2 writes it")
  func sm3() throws {
    let (key, salt, info) = ([UInt8](1...32), [UInt8](40...50), Array("label".utf8))
    let extracted = mac(.sm3, key: salt, key)
    let first = mac(.sm3, key: extracted, info + [1])
    let second = mac(.sm3, key: extracted, first + info + [2])
    #expect(try hkdf(.sm3, key: key, salt: salt, info: info, count: 48) == Array((first + second).prefix(48)))
  }

  @Test("Contexts of the same letters in other parts yield other keys")
  func separation() throws {
    let key = secret([UInt8](1...32))
    let one = try KeyDerivation.derive(from: key, hash: .sm3, context: ["ab", "c"])
    let other = try KeyDerivation.derive(from: key, hash: .sm3, context: ["a", "bc"])
    #expect(!ConstantTime.areEqual(one.copy, other.copy))
  }
}
