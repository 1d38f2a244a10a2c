import HubXML

/// What the children of an element are called: names of a record's columns, never its values.
enum ChildNames {
  /// Local names in their order, each once; none where the element cannot be read by itself.
  static func of(_ element: [UInt8]) -> [String] {
    (try? read(element)) ?? []
  }

  private static func read(_ element: [UInt8]) throws -> [String] {
    var offset = 0
    let reader = try XMLReader { room in
      let count = min(room.count, element.count - offset)
      element.withUnsafeBytes { room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + count)])) }
      offset += count
      return count
    }
    var names: [String] = []
    var depth = 0
    while let event = try reader.next() {
      switch event {
      case .start(let name, _, _):
        depth += 1
        if depth == 2, !names.contains(name) { names.append(name) }
      case .end: depth -= 1
      case .text: break
      }
    }
    return names
  }
}
