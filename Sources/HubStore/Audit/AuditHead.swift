package import HubCrypto

/// The signed head of one batch: it binds the batch's tree to its place in the writer's chain.
package struct AuditHead: Sendable, Equatable {
  package static let hashBytes = 32
  package static let saltBytes = 16
  package static let genesis = [UInt8](repeating: 0, count: hashBytes)

  /// UUID of the writing process's chain, 16 bytes.
  package var writer: [UInt8]
  /// 1 for the first batch of the writer.
  package var sequence: Int64
  package var entries: Int32
  package var previousRoot: [UInt8]
  /// SM3(2 ‖ previous root ‖ root of the batch's tree): it covers the whole chain up to here, so that a head kept outside the
  /// database holds everything before it too, even against whoever has the key.
  package var root: [UInt8]

  /// The head of a batch that is written now.
  package init(writer: [UInt8], sequence: Int64, entries: Int32, previousRoot: [UInt8], tree: Digest32) {
    self.init(
      writer: writer, sequence: sequence, entries: entries, previousRoot: previousRoot,
      root: Self.root(over: tree, after: previousRoot))
  }

  package init(writer: [UInt8], sequence: Int64, entries: Int32, previousRoot: [UInt8], root: [UInt8]) {
    self.writer = writer
    self.sequence = sequence
    self.entries = entries
    self.previousRoot = previousRoot
    self.root = root
  }

  private static func root(over tree: Digest32, after previous: [UInt8]) -> [UInt8] {
    SM3.digest([2] + previous + tree.bytes).bytes
  }

  /// True where the head is that of a batch with this tree. The root of the oldest versions was the tree's alone.
  package func covers(_ tree: Digest32) -> Bool {
    root == Self.root(over: tree, after: previousRoot) || root == tree.bytes
  }

  /// What the signature covers.
  package var signedBytes: [UInt8] {
    var bytes = Array("govhub audit head 1".utf8)
    bytes += writer
    withUnsafeBytes(of: sequence.bigEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: entries.bigEndian) { bytes.append(contentsOf: $0) }
    return bytes + previousRoot + root
  }
}
