import HubModel
import Testing

@testable import HubCrypto

@Suite("A person's key is sealed under a passphrase") struct SealedKeyTests {
  private static let passphrase = Array("correct horse 电池".utf8)

  @Test("It opens under its passphrase, signs, and under no other", arguments: [SignatureAlgorithm.sm2, .es256])
  func open(_ algorithm: SignatureAlgorithm) throws {
    let key = try SealedKey.generate(algorithm, passphrase: Self.passphrase)
    #expect(key.sealedPEM.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----"))
    let signer = try Signer(sealedPEM: key.sealedPEM, passphrase: Self.passphrase)
    #expect(signer.algorithm == algorithm && signer.publicKeyPEM == key.publicKeyPEM)
    let signature = try signer.sign(Array("message".utf8))
    #expect(try Verifier(publicKeyPEM: key.publicKeyPEM).isValid(signature, of: Array("message".utf8)))
    for wrong in [Array("correct horse".utf8), Self.passphrase + [0], []] {
      #expect(code { _ = try Signer(sealedPEM: key.sealedPEM, passphrase: wrong) } == "private-key-not-opened")
    }
  }

  @Test("The openssl command opens it too, and a key in the clear or a short passphrase is refused")
  func others() throws {
    let key = try SealedKey.generate(.es256, passphrase: Array("a long passphrase".utf8))
    let opened = try openssl(["pkey", "-pubout", "-passin", "pass:a long passphrase"], input: Array(key.sealedPEM.utf8))
    #expect(opened.status == 0 && opened.output == key.publicKeyPEM)
    let clear = try ClientKeyPair.generate(.es256).privateKeyPEM
    #expect(code { _ = try Signer(sealedPEM: clear, passphrase: Self.passphrase) } == "private-key-not-sealed")
    #expect(code { _ = try SealedKey.generate(.es256, passphrase: Array("short".utf8)) } == "passphrase-length")
  }
}
