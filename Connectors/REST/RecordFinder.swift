import HubConnectorKit
import HubJSON
import HubModel

/// Finds the records of one JSON page and their fields. A pure state machine: events in, rows into the builder.
///
/// Each record is written to the batch's text as compact JSON; fields are places in it.
struct RecordFinder {
  struct Frame {
    var isArray: Bool
    /// Its elements are the records.
    var isRecords = false
    /// Members or elements so far.
    var count = 0
    /// Its place in the tree of wanted paths.
    var node: Int
    /// Where in the text it begins.
    var start = 0
  }

  let plan: PagePlan
  let rows: RowBuilder
  private(set) var beside = BesideRecords()

  var frames: [Frame] = []
  /// How many frames enclose the record under way; nil between records.
  var floor: Int?
  /// The place of the value whose key came last.
  var pending = PathTree.nowhere
  var pendingKey: [UInt8] = []
  /// Something was lost in the key or string that comes next.
  var isDamaged = false
  /// Frames of the record whose whole text is wanted.
  var wantedDepth = 0
  /// By place: the record in which it came last.
  var visited: [Int]
  var serial = 0

  init(_ plan: PagePlan, into rows: RowBuilder) {
    self.plan = plan
    self.rows = rows
    visited = [Int](repeating: 0, count: plan.record.count)
  }

  /// - Throws: `page-changed`.
  mutating func take(_ event: JSONEvent) throws(HubError) {
    switch event {
    case .damage: isDamaged = true
    case .key(let name): takeKey(name)
    case .startObject: open(isArray: false)
    case .startArray: open(isArray: true)
    case .endObject, .endArray: try close()
    case .string(let text): try takeScalar(.string(text))
    case .number(let text): try takeScalar(.plain(text, "number"))
    case .bool(let flag): try takeScalar(.plain(Array((flag ? "true" : "false").utf8), "boolean"))
    case .null: try takeScalar(.null)
    }
  }

  private mutating func takeKey(_ name: [UInt8]) {
    guard let top = frames.indices.last else { return }
    defer { isDamaged = false }
    pendingKey = name
    guard floor != nil else {
      pending = plan.document.child(frames[top].node, key: name)
      return
    }
    if frames[top].count > 0 { rows.append(UInt8(ascii: ",")) }
    frames[top].count += 1
    if isDamaged { rows.refuse("undecodable-bytes", field: nil, "a name of the record holds what is no character") }
    if wantedDepth > 0, holdsNUL(name) { refuseNUL(nil) }
    _ = rows.appendString(name)
    rows.append(UInt8(ascii: ":"))
    pending = plan.record.child(frames[top].node, key: name)
  }

  private mutating func open(isArray: Bool) {
    let frame: Frame
    if floor != nil {
      frame = openWithin(isArray: isArray)
    } else if let top = frames.indices.last, frames[top].isRecords {
      frames[top].count += 1
      frame = beginRecord(isArray: isArray)
    } else {
      let node = nextDocumentNode()
      let isRecords = plan.isRecords(node)
      if isRecords, isArray {
        beside.lists += 1
        frame = Frame(isArray: true, isRecords: true, node: node)
      } else if isRecords, plan.document.isLeaf(node) {
        beside.lists += 1
        frame = beginRecord(isArray: false)
      } else {
        frame = Frame(isArray: isArray, node: node)
      }
    }
    frames.append(frame)
  }

  private mutating func close() throws(HubError) {
    guard let frame = frames.popLast(), let floor else { return }
    rows.append(UInt8(ascii: frame.isArray ? "]" : "}"))
    let slots = plan.record.slots(frame.node)
    if !slots.isEmpty {
      rows.set(slots, from: frame.start)
      wantedDepth -= 1
    }
    if frames.count == floor { try endRecord() }
  }

  /// The place of the value that comes next, outside of records.
  mutating func nextDocumentNode() -> Int {
    guard let top = frames.indices.last else { return PathTree.root }
    guard frames[top].isArray else { return pending }
    defer { frames[top].count += 1 }
    return plan.document.child(frames[top].node, index: frames[top].count)
  }

  mutating func noteBeside(_ node: Int, _ text: String?) {
    for slot in plan.document.slots(node) {
      guard let beside = PagePlan.Beside(rawValue: slot) else { continue }
      self.beside.note(beside, text)
    }
  }
}
