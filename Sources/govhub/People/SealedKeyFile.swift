import HubCrypto
import HubModel
import HubPolicy

/// A person's private key, as `govhub person new` wrote it, and where its passphrase comes from.
struct SealedKeyFile {
  let path: String
  /// File descriptor of the passphrase; nil: the file that the environment names, or the terminal.
  let descriptor: Int32?

  /// What was read, not opened yet.
  struct Secret {
    let pem: String
    let passphrase: [UInt8]

    /// Throws `private-key-not-opened`, and `key-not-registered` where no usable key of the person's file checks the signature.
    func sign(_ message: [UInt8], as person: RegisteredPerson, at instant: Int64) throws(HubError) -> [UInt8] {
      let signature = try Signer(sealedPEM: pem, passphrase: passphrase).sign(message)
      guard person.hasSigned(message, signature, at: instant) else {
        throw HubError(
          "key-not-registered", "This is no key of \(person.id) in the policy set that counts, or its last day is past.",
          remedy: "Have the new key published first.")
      }
      return signature
    }
  }

  /// Throws `key-file-unreadable`, `key-file-exposed`, `passphrase-missing`.
  func read() throws(HubError) -> Secret {
    guard let pem = try PrivateFile.read(path, exposed: "key-file-exposed") else {
      throw HubError("key-file-unreadable", "\(path) cannot be read.", remedy: "Give the file that `govhub person new` wrote.")
    }
    let prompt = Terminal.isChinese ? "私钥口令：" : "Passphrase of the key: "
    return Secret(pem: pem, passphrase: try Passphrase(descriptor: descriptor).read(prompt))
  }
}
