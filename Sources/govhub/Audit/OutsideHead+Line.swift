import Foundation
import HubCrypto
import HubStore

extension OutsideHead {
  /// Reads a line of the heads file, a receipt, or `writer sequence root` as `audit verify` prints it, with or without its `head`.
  init?(line: String) {
    if line.hasPrefix("{") {
      guard let signed = (try? JSONDecoder().decode(HeadLine.self, from: Data(line.utf8)))?.signed else { return nil }
      self.init(signed)
      return
    }
    let words = line.split(separator: " ").drop { $0 == "head" }.map(String.init)
    if words.count == 1 {
      guard let bytes = Base64URL.decode(words[0]), let receipt = try? SignedReceipt(Receipt(bytes: bytes)) else { return nil }
      // A receipt names the key, and its algorithm is the key's.
      self.init(SignedHead(head: receipt.head, signature: receipt.signature, algorithm: "", keyID: receipt.keyID))
      return
    }
    guard words.count == 3, let writer = UUIDv7(words[0]), let sequence = Int64(words[1]), let root = Hex.decode(words[2]) else {
      return nil
    }
    self.init(writer: writer, sequence: sequence, root: root)
  }
}

/// A line as `SignedHead` writes it.
private struct HeadLine: Decodable {
  var writer: String
  var sequence: Int64
  var entries: Int32
  var root: String
  var previousRoot: String
  var signature: String
  var algorithm: String
  var keyId: String

  var signed: SignedHead? {
    guard let writer = UUIDv7(writer), let root = Hex.decode(root), let previous = Hex.decode(previousRoot),
      let signature = Hex.decode(signature)
    else { return nil }
    let head = AuditHead(writer: writer.bytes, sequence: sequence, entries: entries, previousRoot: previous, root: root)
    return SignedHead(head: head, signature: signature, algorithm: algorithm, keyID: keyId)
  }
}
