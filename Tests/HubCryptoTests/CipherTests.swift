import HubModel
import Testing

@testable import HubCrypto

@Suite struct CipherTests {
  @Test("SM4 yields the example of GB/T 32907 appendix A")
  func sm4() {
    // The first keystream block of CTR is the encryption of the counter block itself.
    let block = hex("0123456789abcdeffedcba9876543210")
    let context = CipherContext("SM4-CTR", key: secret(block), encrypts: true)
    var out = [UInt8](repeating: 0, count: 16)
    block.withUnsafeBytes { context.start(iv: $0) }
    [UInt8](repeating: 0, count: 16).withUnsafeBytes { zeros in
      out.withUnsafeMutableBytes { context.process(zeros, into: $0) }
    }
    #expect(Hex.encode(out) == "681edf34d206965e86b3e94f536e4246")
  }

  @Test("A cell of the sm suite is SM4-CTR and HMAC-SM3 by the openssl command")
  func smCellByCommand() throws {
    let keys = try ring()
    let (cellKeys, row, plain) = (try keys.cellKeys("d"), Fingerprint(high: 1, low: 2), Array("示例数据 example".utf8))
    let cell = try keys.sealer(label: "d").attribute("a").seal(plain, rowKey: row)
    let iv = Hex.encode(cell[3..<15]) + "00000000"
    let body = Array(cell[15..<cell.count - 16])
    let decrypted = try openssl(
      ["enc", "-d", "-sm4-ctr", "-K", Hex.encode(cellKeys.encryption.copy), "-iv", iv], input: body)
    #expect(decrypted.output == String(decoding: plain, as: UTF8.self))

    var message = Array(cell.prefix(15))
    message.appendLengthPrefixed("d".utf8)
    message.appendLengthPrefixed("a".utf8)
    message += row.bytes + body
    #expect(Array(mac(.sm3, key: cellKeys.authentication.copy, message).prefix(16)) == Array(cell.suffix(16)))
  }

  @Test("AES-256-GCM yields case 16 of the GCM specification")
  func gcm() throws {
    let key = hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")
    let context = CipherContext("AES-256-GCM", key: secret(key), encrypts: true)
    let plain = hex(
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39")
    var out = [UInt8](repeating: 0, count: plain.count)
    hex("cafebabefacedbaddecaf888").withUnsafeBytes { context.start(iv: $0) }
    hex("feedfacedeadbeeffeedfacedeadbeefabaddad2").withUnsafeBytes { context.authenticate($0) }
    plain.withUnsafeBytes { plain in out.withUnsafeMutableBytes { context.process(plain, into: $0) } }
    #expect(Hex.encode(out.prefix(16)) == "522dc1f099567d07f47f37a32a84427d")
    var tag = [UInt8](repeating: 0, count: 16)
    tag.withUnsafeMutableBytes { context.writeTag(to: $0) }
    #expect(Hex.encode(tag) == "76fc6ece0f4e1768cddf8853bb2d551b")
  }
}
