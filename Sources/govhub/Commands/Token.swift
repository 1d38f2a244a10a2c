import ArgumentParser
import Foundation
import HubCrypto
import HubModel

struct Token: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Sign a short-lived token for the API with a client's own key.",
    discussion: """
      Example: curl -H "Authorization: Bearer $(govhub token --client hall-rpa-01 --key hall-rpa-01.key)" …
      A robot does the same itself: a JWT (RFC 7519) with iss, aud, iat, exp (at most 5 minutes ahead) and jti, signed with the
      algorithm of its key, whose id stands in the header as kid.
      """)

  @Option(help: "The client's id.") var client: String
  @Option(help: "Its private key file, as `govhub client new` wrote it.") var key: String
  @Option(help: "What the gateway calls itself.") var audience = "govhub"
  @Option(help: "Valid for so many seconds, at most 300.") var seconds = 240

  func validate() throws {
    if !(1...300).contains(seconds) { throw ValidationError("--seconds is 1 to 300") }
  }

  func run() async throws {
    let file = try ClientKeyFile(path: key)
    print(try ClientToken.sign(client: client, key: file, audience: audience, seconds: seconds))
  }
}

/// A private key with the id under which the hub knows its public half.
struct ClientKeyFile {
  let id: String
  let signer: Signer

  init(path: String) throws {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8), let end = text.firstIndex(of: "\n"),
      text.hasPrefix("key-id: ")
    else { throw HubError("key-file-unreadable", "\(path) is not a client's key file.") }
    id = String(text[text.index(text.startIndex, offsetBy: 8)..<end])
    signer = try Signer(privateKeyPEM: String(text[text.index(after: end)...]))
  }
}

enum ClientToken {
  /// RFC 7515 compact form.
  static func sign(client: String, key: ClientKeyFile, audience: String, seconds: Int) throws -> String {
    let now = Int(Date().timeIntervalSince1970)
    let header = try JSONSerialization.data(
      withJSONObject: ["alg": key.signer.algorithm.rawValue, "typ": "JWT", "kid": key.id], options: .sortedKeys)
    let claims = try JSONSerialization.data(
      withJSONObject: [
        "iss": client, "sub": client, "aud": audience, "iat": now, "exp": now + seconds, "jti": UUIDv7().description,
      ] as [String: Any], options: .sortedKeys)
    let signed = "\(Base64URL.encode(Array(header))).\(Base64URL.encode(Array(claims)))"
    return "\(signed).\(Base64URL.encode(try key.signer.sign(Array(signed.utf8))))"
  }
}
