/// A tree over a batch of entries in the shape of RFC 6962, section 2.1, with SM3 for SHA-256.
///
/// Leaf: SM3(0x00 ‖ salt ‖ entry). Node: SM3(0x01 ‖ left ‖ right). No leaves: SM3 of nothing.
package struct MerkleTree: Sendable {
  /// From the leaves up. A last node without a neighbour moves up as it is, which yields the RFC's largest power of two
  /// on the left of every split.
  private let levels: [[Digest32]]

  package init(leaves: [Digest32]) {
    var levels = [leaves]
    while let level = levels.last, level.count > 1 {
      levels.append(
        stride(from: 0, to: level.count, by: 2).map { left in
          left + 1 < level.count ? Self.node(level[left], level[left + 1]) : level[left]
        })
    }
    self.levels = levels
  }

  package var count: Int { levels[0].count }

  package var root: Digest32 { levels.last?.first ?? SM3.digest([]) }

  /// The proof that leaf `index`, 0-based and below `count`, is under the root.
  package func proof(of index: Int) -> InclusionProof {
    precondition(index >= 0 && index < count, "no such leaf")
    var position = index
    var path: [Digest32] = []
    for level in levels.dropLast() {
      let neighbour = position ^ 1
      if neighbour < level.count { path.append(level[neighbour]) }
      position /= 2
    }
    return InclusionProof(index: index, count: count, path: path)
  }

  /// `salt` is 16 random bytes, so that nobody can guess an entry from its leaf.
  package static func leaf(salt: UnsafeRawBufferPointer, entry: UnsafeRawBufferPointer) -> Digest32 {
    precondition(salt.count == 16, "a salt has 16 bytes")
    return SM3.contexts.lend { digest in
      digest.updateByte(0)
      digest.update(salt)
      digest.update(entry)
      return digest.finish()
    }
  }

  package static func leaf(salt: [UInt8], entry: [UInt8]) -> Digest32 {
    salt.withUnsafeBytes { salt in entry.withUnsafeBytes { leaf(salt: salt, entry: $0) } }
  }

  static func node(_ left: Digest32, _ right: Digest32) -> Digest32 {
    SM3.contexts.lend { digest in
      digest.updateByte(1)
      left.withBytes { digest.update($0) }
      right.withBytes { digest.update($0) }
      return digest.finish()
    }
  }
}

extension MessageDigest {
  fileprivate func updateByte(_ byte: UInt8) { withUnsafeBytes(of: byte) { update($0) } }
}
