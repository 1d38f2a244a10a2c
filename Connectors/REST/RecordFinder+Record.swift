import Glibc
import HubJSON
import HubModel

extension RecordFinder {
  enum Scalar {
    case string([UInt8])
    /// Written as it came, with a word for its type.
    case plain([UInt8], String)
    case null
  }

  mutating func beginRecord(isArray: Bool) -> Frame {
    floor = frames.count
    serial += 1
    wantedDepth = 0
    rows.beginRecord()
    return opened(isArray: isArray, node: PathTree.root)
  }

  mutating func endRecord() throws(HubError) {
    floor = nil
    try rows.endRecord()
  }

  mutating func openWithin(isArray: Bool) -> Frame {
    let node = nextRecordNode(type: isArray ? "array" : "object")
    visit(node)
    return opened(isArray: isArray, node: node)
  }

  private mutating func opened(isArray: Bool, node: Int) -> Frame {
    if !plan.record.slots(node).isEmpty { wantedDepth += 1 }
    let start = rows.offset
    rows.append(UInt8(ascii: isArray ? "[" : "{"))
    return Frame(isArray: isArray, node: node, start: start)
  }

  mutating func takeScalar(_ scalar: Scalar) throws(HubError) {
    defer { isDamaged = false }
    if floor != nil {
      takeField(scalar)
    } else if let top = frames.indices.last, frames[top].isRecords {
      frames[top].count += 1
      _ = beginRecord(isArray: false)
      rows.abandonRecord()
      write(scalar, slots: [])
      rows.refuse("not-a-record", field: nil, "an element of the list is neither an object nor an array")
      try endRecord()
    } else {
      takeBeside(scalar)
    }
  }

  private mutating func takeBeside(_ scalar: Scalar) {
    let node = nextDocumentNode()
    switch scalar {
    case .string(let text), .plain(let text, _): noteBeside(node, String(decoding: text, as: UTF8.self))
    case .null: noteBeside(node, nil)
    }
  }

  private mutating func takeField(_ scalar: Scalar) {
    let node = nextRecordNode(type: scalar.type)
    visit(node)
    let slots = plan.record.slots(node)
    if case .string(let text) = scalar, wantedDepth > 0 || !slots.isEmpty {
      let field = slots.isEmpty ? nil : plan.column(ofNode: node)
      if isDamaged { rows.refuse("undecodable-bytes", field: field, "a text holds what is no character") }
      if holdsNUL(text) { refuseNUL(field) }
    }
    write(scalar, slots: slots)
  }

  private func write(_ scalar: Scalar, slots: [Int]) {
    switch scalar {
    case .string(let text):
      let span = rows.appendString(text)
      guard !slots.isEmpty else { return }
      if let span { rows.set(slots, span) } else { rows.set(slots, copy: text) }
    case .plain(let text, _):
      let start = rows.offset
      rows.append(text)
      if !slots.isEmpty { rows.set(slots, from: start) }
    case .null: rows.append("null".utf8)
    }
  }

  /// The place of the value that comes next, within a record; notes the names of the record's own members.
  private mutating func nextRecordNode(type: String) -> Int {
    guard let top = frames.indices.last else { return PathTree.nowhere }
    if !frames[top].isArray {
      if frames.count - 1 == floor { rows.names.note(pendingKey, turn: frames[top].count - 1, type: type) }
      return pending
    }
    defer { frames[top].count += 1 }
    if frames[top].count > 0 { rows.append(UInt8(ascii: ",")) }
    return plan.record.child(frames[top].node, index: frames[top].count)
  }

  /// A place that comes twice in a record would leave it to luck which value counts.
  private mutating func visit(_ node: Int) {
    guard node >= 0 else { return }
    if visited[node] == serial {
      rows.refuse("duplicate-field", field: plan.column(ofNode: node), "the record has this field more than once")
    }
    visited[node] = serial
    for slot in plan.record.slots(node) { rows.seen[slot] = true }
  }

  func refuseNUL(_ field: String?) {
    rows.refuse("nul-character", field: field, "a text holds U+0000, which the database cannot store")
  }
}

extension RecordFinder.Scalar {
  /// Empty for null, which tells no type.
  fileprivate var type: String {
    switch self {
    case .string: "string"
    case .plain(_, let type): type
    case .null: ""
    }
  }
}

/// By libc, which looks at many bytes at once.
func holdsNUL(_ text: [UInt8]) -> Bool {
  text.withUnsafeBytes { bytes in bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false }
}
