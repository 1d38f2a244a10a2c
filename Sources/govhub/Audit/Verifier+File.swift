import Foundation
import HubCrypto
import HubModel

extension Verifier {
  /// From a PEM file of the hub's public key. Throws `key-file-unreadable`.
  convenience init(pemFile path: String) throws(HubError) {
    guard let pem = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw HubError("key-file-unreadable", "\(path) cannot be read.", remedy: "See `govhub receipt public-key`.")
    }
    try self.init(publicKeyPEM: pem)
  }
}
