import Testing

@testable import HubCrypto

/// The messages and keys of RFC 4231; SM3's answers come from the `openssl` command.
private struct Case: CustomTestStringConvertible {
  let name: String
  let key: [UInt8]
  let message: [UInt8]
  let sha256: String
  var testDescription: String { name }
}

private let cases = [
  Case(
    name: "case 1", key: [UInt8](repeating: 0x0b, count: 20), message: Array("Hi There".utf8),
    sha256: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
  Case(
    name: "case 2", key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8),
    sha256: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
  Case(
    name: "case 3", key: [UInt8](repeating: 0xaa, count: 20), message: [UInt8](repeating: 0xdd, count: 50),
    sha256: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
  Case(
    name: "case 4", key: [UInt8](1...25), message: [UInt8](repeating: 0xcd, count: 50),
    sha256: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
]

@Suite struct HMACTests {
  @Test("HMAC-SHA-256 yields the RFC 4231 vectors", arguments: cases)
  fileprivate func sha256(_ it: Case) {
    #expect(Hex.encode(mac(.sha256, key: it.key, it.message)) == it.sha256)
  }

  @Test("HMAC-SM3 agrees with the openssl command", arguments: cases)
  fileprivate func sm3(_ it: Case) throws {
    let answer = try openssl(
      ["dgst", "-sm3", "-mac", "HMAC", "-macopt", "hexkey:\(Hex.encode(it.key))"], input: it.message)
    #expect(answer.status == 0)
    #expect(answer.output.contains(Hex.encode(mac(.sm3, key: it.key, it.message))))
  }

  @Test("A message of any length and cut agrees with the openssl command", arguments: [0, 1, 55, 56, 255, 256, 257, 1000])
  func lengths(_ count: Int) throws {
    let (key, message) = ([UInt8](1...64), (0..<count).map { UInt8(truncatingIfNeeded: $0) })
    let answer = try openssl(
      ["dgst", "-sm3", "-mac", "HMAC", "-macopt", "hexkey:\(Hex.encode(key))"], input: message)
    let context = MACContext(.sm3, key: secret(key))
    for cut in [0, count / 3, max(0, count - 1), count] {
      message[..<cut].withUnsafeBytes { context.update($0) }
      message[cut...].withUnsafeBytes { context.update($0) }
      #expect(answer.output.contains(context.finish().hex))
    }
  }

  @Test("A context serves message after message without remembering the last")
  func reuse() {
    let context = MACContext(.sm3, key: secret([1, 2, 3]))
    func once(_ message: [UInt8]) -> Digest32 {
      message.withUnsafeBytes { context.update($0) }
      return context.finish()
    }
    let first = once([1])
    #expect(once([2]) != first)
    #expect(once([1]) == first)
    #expect(first.bytes == mac(.sm3, key: [1, 2, 3], [1]))
  }
}
