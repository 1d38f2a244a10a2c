package import HubCrypto
import HubModel

/// What a receipt holds: the entry, its place in the tree of its batch, and the signed head of that batch.
///
/// As text it is base64url: the length and text of the entry's told part (JSON), then the proof in binary.
package struct SignedReceipt: Sendable {
  /// What the caller may be told of the entry: one line of JSON.
  package var told: [UInt8]
  /// Of what only the audit keeps.
  package var keptDigest: Digest32
  package var salt: [UInt8]
  package var proof: InclusionProof
  package var head: AuditHead
  package var signature: [UInt8]
  package var keyID: String

  /// The told part behind its length, then the proof in fixed fields.
  package var receipt: Receipt {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(told.count + 352 + proof.path.count * AuditHead.hashBytes)
    Self.append(UInt32(told.count), to: &bytes)
    bytes += told
    keptDigest.append(to: &bytes)
    bytes += salt
    Self.append(UInt32(proof.index), to: &bytes)
    bytes.append(UInt8(proof.path.count))
    for node in proof.path { node.append(to: &bytes) }
    bytes += head.writer
    withUnsafeBytes(of: head.sequence.bigEndian) { bytes.append(contentsOf: $0) }
    Self.append(UInt32(head.entries), to: &bytes)
    bytes += head.previousRoot
    bytes += head.root
    bytes.append(UInt8(keyID.utf8.count))
    bytes += Array(keyID.utf8)
    bytes += signature
    return Receipt(bytes: bytes)
  }

  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// Throws `receipt-malformed`.
  package init(_ receipt: Receipt) throws {
    var reader = Reader(bytes: receipt.bytes[...])
    told = try reader.take(Int(try reader.number()))
    keptDigest = try reader.digest()
    salt = try reader.take(AuditHead.saltBytes)
    let index = Int(try reader.number())
    let length = Int(try reader.take(1)[0])
    let path = try (0..<length).map { _ in try reader.digest() }
    let writer = try reader.take(16)
    let sequence = try reader.take(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    let entries = try reader.number()
    let previous = try reader.take(AuditHead.hashBytes)
    let root = try reader.take(AuditHead.hashBytes)
    keyID = String(decoding: try reader.take(Int(try reader.take(1)[0])), as: UTF8.self)
    signature = Array(reader.bytes)
    proof = InclusionProof(index: index, count: Int(entries), path: path)
    head = AuditHead(
      writer: writer, sequence: sequence, entries: Int32(bitPattern: entries), previousRoot: previous, root: root)
  }

  package init(
    told: [UInt8], keptDigest: Digest32, salt: [UInt8], proof: InclusionProof, head: AuditHead, signature: [UInt8], keyID: String
  ) {
    self.told = told
    self.keptDigest = keptDigest
    self.salt = salt
    self.proof = proof
    self.head = head
    self.signature = signature
    self.keyID = keyID
  }

  /// What does not hold, in words; empty where the receipt proves its entry. Needs nothing but the public key.
  package func faults(verifier: Verifier) -> [String] {
    var faults: [String] = []
    if keyID != verifier.keyID { faults.append("The receipt names another key (\(keyID)) than the one given (\(verifier.keyID)).") }
    if !verifier.isValid(signature, of: head.signedBytes) { faults.append("The signature of the head is not valid.") }
    let leaf = AuditLeaf.hash(told: told, keptDigest: keptDigest, salt: salt)
    guard let tree = proof.root(from: leaf), head.covers(tree) else {
      faults.append("The entry is not under the root of the head: it was changed, or belongs to another batch.")
      return faults
    }
    return faults
  }

  private struct Reader {
    var bytes: ArraySlice<UInt8>
    mutating func take(_ count: Int) throws -> [UInt8] {
      guard count <= bytes.count else { throw HubError("receipt-malformed", "The receipt is cut short or is none.") }
      defer { bytes = bytes.dropFirst(count) }
      return Array(bytes.prefix(count))
    }
    mutating func number() throws -> UInt32 { try take(4).reduce(0) { $0 << 8 | UInt32($1) } }
    mutating func digest() throws -> Digest32 { Digest32(try take(AuditHead.hashBytes)) ?? .zero }
  }
}
