import Foundation
import HubModel
import Testing

@testable import HubCrypto

private let message = Array("tree head".utf8)

@Suite struct SignatureTests {
  @Test("The ring's signing key is derived: the same in every process, of the suite's algorithm", arguments: Suite.allCases)
  func derived(_ suite: Suite) throws {
    let (one, again) = (try ring(suite).signer(), try ring(suite).signer())
    #expect(one.algorithm == (suite == .sm ? .sm2 : .es256))
    #expect(one.publicKeyPEM == again.publicKeyPEM && one.keyID == again.keyID && one.keyID.count == 32)
    #expect(try ring(suite, root: 8).signer().keyID != one.keyID)
    #expect(try ring(suite, version: 2).signer().keyID != one.keyID)
  }

  @Test("A signature verifies with the public key alone", arguments: Suite.allCases)
  func verify(_ suite: Suite) throws {
    let signer = try ring(suite).signer()
    let signature = try signer.sign(message)
    let verifier = try Verifier(publicKeyPEM: signer.publicKeyPEM)
    #expect(signature.count == 64 && verifier.isValid(signature, of: message))
    #expect(verifier.algorithm == signer.algorithm && verifier.keyID == signer.keyID)
  }

  @Test("A change to message, signature or key fails", arguments: SignatureAlgorithm.allCases)
  func tampering(_ algorithm: SignatureAlgorithm) throws {
    let signer = try Signer(privateKeyPEM: try ClientKeyPair.generate(algorithm).privateKeyPEM)
    let signature = try signer.sign(message)
    #expect(signer.verifier.isValid(signature, of: message))
    #expect(!signer.verifier.isValid(signature, of: message + [0]))
    #expect(!signer.verifier.isValid(signature, of: []))
    for index in signature.indices {
      var changed = signature
      changed[index] ^= 1
      #expect(!signer.verifier.isValid(changed, of: message))
    }
    for wrong in [[], Array(signature.prefix(63)), signature + [0], [UInt8](repeating: 0, count: 64)] {
      #expect(!signer.verifier.isValid(wrong, of: message))
    }
    let other = try Verifier(publicKeyPEM: try ClientKeyPair.generate(algorithm).publicKeyPEM)
    #expect(!other.isValid(signature, of: message))
  }

  @Test("The openssl command accepts the ring's signature", arguments: Suite.allCases)
  func secondOpinion(_ suite: Suite) throws {
    let signer = try ring(suite).signer()
    let raw = try signer.sign(message)
    try withFolder { folder in
      let files = (key: folder + "/key.pem", signature: folder + "/signature", message: folder + "/message")
      try signer.publicKeyPEM.write(toFile: files.key, atomically: true, encoding: .utf8)
      try Data(der(raw)).write(to: URL(fileURLWithPath: files.signature))
      try Data(message).write(to: URL(fileURLWithPath: files.message))
      let digest = suite == .sm ? ["-digest", "sm3", "-pkeyopt", "distid:1234567812345678"] : ["-digest", "sha256"]
      let answer = try openssl(
        ["pkeyutl", "-verify", "-pubin", "-inkey", files.key, "-rawin", "-in", files.message, "-sigfile", files.signature]
          + digest)
      #expect(answer.status == 0 && answer.output.contains("Verified Successfully"))
    }
  }

  @Test("Generated key pairs are PKCS #8 and SubjectPublicKeyInfo, and no two are alike", arguments: SignatureAlgorithm.allCases)
  func generate(_ algorithm: SignatureAlgorithm) throws {
    let (one, other) = (try ClientKeyPair.generate(algorithm), try ClientKeyPair.generate(algorithm))
    #expect(one.privateKeyPEM.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
    #expect(one.publicKeyPEM.hasPrefix("-----BEGIN PUBLIC KEY-----\n"))
    #expect(one.publicKeyPEM != other.publicKeyPEM)
    #expect(try Verifier(publicKeyPEM: one.publicKeyPEM).algorithm == algorithm)
    #expect(try Signer(privateKeyPEM: one.privateKeyPEM).publicKeyPEM == one.publicKeyPEM)
  }

  @Test("Unreadable keys and keys of other kinds are refused")
  func refused() throws {
    let rsa = try openssl(["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"])
    let p384 = try openssl(["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"])
    for pem in ["", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", rsa.output, p384.output] {
      #expect(code { _ = try Verifier(publicKeyPEM: pem) } == "public-key-unreadable")
    }
    for pem in [rsa.output, p384.output] {
      #expect(code { _ = try Signer(privateKeyPEM: pem) } == "public-key-unreadable")
    }
    #expect(code { _ = try Signer(privateKeyPEM: "nothing") } == "private-key-unreadable")
  }

  /// ASN.1: SEQUENCE { INTEGER r, INTEGER s }.
  private func der(_ raw: [UInt8]) -> [UInt8] {
    func integer(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
      var value = Array(bytes.drop { $0 == 0 })
      if value.isEmpty || value[0] >= 0x80 { value.insert(0, at: 0) }
      return [2, UInt8(value.count)] + value
    }
    let body = integer(raw[..<32]) + integer(raw[32...])
    return [0x30, UInt8(body.count)] + body
  }
}
