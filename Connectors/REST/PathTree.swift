/// Paths as one tree, so that each name of a text is looked up once whatever the number of paths.
struct PathTree: Sendable {
  private struct Node {
    var keys: [[UInt8]: Int] = [:]
    var indices: [Int: Int] = [:]
    /// What ends here.
    var slots: [Int] = []
    /// The first slot here or below, to name the place by.
    var firstSlot: Int
  }

  /// The place of what nobody asked for.
  static let nowhere = -1
  static let root = 0

  private var nodes = [Node(firstSlot: 0)]
  var count: Int { nodes.count }

  @discardableResult
  mutating func add(_ path: FieldPath, slot: Int) -> Int {
    var place = Self.root
    for step in path.steps {
      let next = child(place, step)
      if next != Self.nowhere {
        place = next
        continue
      }
      nodes.append(Node(firstSlot: slot))
      switch step {
      case .key(let name): nodes[place].keys[name] = nodes.count - 1
      case .index(let index): nodes[place].indices[index] = nodes.count - 1
      }
      place = nodes.count - 1
    }
    nodes[place].slots.append(slot)
    return place
  }

  private func child(_ node: Int, _ step: FieldPath.Step) -> Int {
    switch step {
    case .key(let name): child(node, key: name)
    case .index(let index): child(node, index: index)
    }
  }

  func child(_ node: Int, key: [UInt8]) -> Int { node < 0 ? node : nodes[node].keys[key] ?? Self.nowhere }
  func child(_ node: Int, index: Int) -> Int { node < 0 ? node : nodes[node].indices[index] ?? Self.nowhere }
  func slots(_ node: Int) -> [Int] { node < 0 ? [] : nodes[node].slots }
  func firstSlot(_ node: Int) -> Int { nodes[node].firstSlot }
  func hasIndices(_ node: Int) -> Bool { node >= 0 && !nodes[node].indices.isEmpty }
  func isLeaf(_ node: Int) -> Bool { node < 0 || (nodes[node].keys.isEmpty && nodes[node].indices.isEmpty) }
}
