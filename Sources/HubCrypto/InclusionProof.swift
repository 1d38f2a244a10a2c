/// The neighbours on the way from one leaf to the root (RFC 6962, section 2.1.1).
package struct InclusionProof: Sendable, Equatable {
  /// 0-based.
  package var index: Int
  /// Leaves in the tree.
  package var count: Int
  package var path: [Digest32]

  package init(index: Int, count: Int, path: [Digest32]) {
    self.index = index
    self.count = count
    self.path = path
  }

  /// The root that `leaf` and the path make (RFC 9162, section 2.1.3.2); nil where path, index and count do not fit.
  package func root(from leaf: Digest32) -> Digest32? {
    guard index >= 0, index < count else { return nil }
    var position = index
    var last = count - 1
    var node = leaf
    for neighbour in path {
      guard last > 0 else { return nil }
      if position & 1 == 1 || position == last {
        node = MerkleTree.node(neighbour, node)
        while position & 1 == 0, position > 0 {
          position >>= 1
          last >>= 1
        }
      } else {
        node = MerkleTree.node(node, neighbour)
      }
      position >>= 1
      last >>= 1
    }
    return last == 0 ? node : nil
  }

  package func proves(_ leaf: Digest32, under root: Digest32) -> Bool {
    self.root(from: leaf) == root
  }
}
