import Testing

@testable import HubCrypto

private func leaves(_ count: Int) -> [Digest32] {
  (0..<count).map { MerkleTree.leaf(salt: [UInt8](repeating: UInt8($0), count: 16), entry: Array("entry \($0)".utf8)) }
}

/// RFC 6962, section 2.1, word for word.
private func referenceRoot(_ leaves: ArraySlice<Digest32>) -> Digest32 {
  if leaves.isEmpty { return SM3.digest([]) }
  if leaves.count == 1 { return leaves[leaves.startIndex] }
  var split = 1
  while split * 2 < leaves.count { split *= 2 }
  let middle = leaves.startIndex + split
  return SM3.digest([1] + referenceRoot(leaves[..<middle]).bytes + referenceRoot(leaves[middle...]).bytes)
}

/// RFC 6962, section 2.1.1, word for word.
private func referencePath(_ index: Int, _ leaves: ArraySlice<Digest32>) -> [Digest32] {
  if leaves.count <= 1 { return [] }
  var split = 1
  while split * 2 < leaves.count { split *= 2 }
  let middle = leaves.startIndex + split
  return index < split
    ? referencePath(index, leaves[..<middle]) + [referenceRoot(leaves[middle...])]
    : referencePath(index - split, leaves[middle...]) + [referenceRoot(leaves[..<middle])]
}

@Suite struct MerkleTreeTests {
  @Test("Root and paths have the shape of RFC 6962", arguments: Array(0...33) + [1000])
  func shape(_ count: Int) {
    let leaves = leaves(min(count, 200)) + (count > 200 ? Array(repeating: .zero, count: count - 200) : [])
    let tree = MerkleTree(leaves: leaves)
    #expect(tree.root == referenceRoot(leaves[...]))
    for index in leaves.indices where index < 40 || index > 990 {
      #expect(tree.proof(of: index).path == referencePath(index, leaves[...]))
    }
  }

  @Test("A leaf is SM3 of 0x00, salt and entry")
  func leaf() {
    let salt = [UInt8](1...16)
    #expect(MerkleTree.leaf(salt: salt, entry: [9]) == SM3.digest([0] + salt + [9]))
  }

  @Test("Every proof verifies, and any change to it fails", arguments: 1...9)
  func proofs(_ count: Int) {
    let leaves = leaves(count)
    let tree = MerkleTree(leaves: leaves)
    for index in 0..<count {
      let proof = tree.proof(of: index)
      #expect(proof.proves(leaves[index], under: tree.root))
      for other in 0..<count where other != index {
        #expect(!proof.proves(leaves[other], under: tree.root))
      }
      for changed in changes(of: proof) { #expect(!changed.proves(leaves[index], under: tree.root)) }
      #expect(!proof.proves(leaves[index], under: flipped(tree.root)))
    }
  }

  @Test("An edited, removed, inserted or reordered leaf changes the root", arguments: 2...9)
  func tampering(_ count: Int) {
    let leaves = leaves(count)
    let root = MerkleTree(leaves: leaves).root
    for index in 0..<count {
      var edited = leaves, removed = leaves, inserted = leaves, reordered = leaves
      edited[index] = flipped(edited[index])
      removed.remove(at: index)
      inserted.insert(.zero, at: index)
      reordered.swapAt(index, (index + 1) % count)
      for variant in [edited, removed, inserted, reordered] { #expect(MerkleTree(leaves: variant).root != root) }
    }
  }

  @Test("A proof that does not fit its own count makes no root")
  func misfits() {
    let leaf = leaves(1)[0]
    #expect(InclusionProof(index: 1, count: 1, path: []).root(from: leaf) == nil)
    #expect(InclusionProof(index: -1, count: 1, path: []).root(from: leaf) == nil)
    #expect(InclusionProof(index: 0, count: 0, path: []).root(from: leaf) == nil)
    #expect(InclusionProof(index: 0, count: 1, path: [.zero]).root(from: leaf) == nil)
    #expect(InclusionProof(index: 0, count: .max, path: [.zero]).root(from: leaf) == nil)
  }

  private func flipped(_ digest: Digest32) -> Digest32 {
    var bytes = digest.bytes
    bytes[31] ^= 1
    return Digest32(bytes)!
  }

  /// One bit of each neighbour, one neighbour fewer or more, another index.
  private func changes(of proof: InclusionProof) -> [InclusionProof] {
    var all: [InclusionProof] = []
    for place in proof.path.indices {
      var changed = proof
      changed.path[place] = flipped(changed.path[place])
      all.append(changed)
    }
    var longer = proof, shorter = proof
    longer.path.append(.zero)
    all.append(longer)
    if shorter.path.popLast() != nil { all.append(shorter) }
    for index in 0..<proof.count where index != proof.index {
      all.append(InclusionProof(index: index, count: proof.count, path: proof.path))
    }
    return all
  }
}
