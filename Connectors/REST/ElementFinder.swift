import HubConnectorKit
import HubModel
import HubXML

/// Finds the records of one XML page and their fields. A pure state machine: events in, rows into the builder.
///
/// Each record is written to the batch's text anew, without declarations and comments; fields are places in it.
struct ElementFinder {
  struct Frame {
    /// Its place in the tree of wanted paths: the document's, within a record the record's.
    var node: Int
    var name = ""
    /// Elements of one wanted name so far, by its place.
    var occurrences: [Int: Int] = [:]
    var children = 0
    /// Where in the text its content begins.
    var start = 0
    /// Its text behind all escapes, where somebody wants it.
    var text: [UInt8] = []
    var isEscaped = false
    var isNil = false
  }

  let plan: PagePlan
  let rows: RowBuilder
  private(set) var beside = BesideRecords()

  private var frames: [Frame] = []
  /// How many frames enclose the record under way; nil between records.
  private var floor: Int?
  private var visited: [Int]
  private var serial = 0

  init(_ plan: PagePlan, into rows: RowBuilder) {
    self.plan = plan
    self.rows = rows
    visited = [Int](repeating: 0, count: plan.record.count)
    // A record that is the whole text needs nothing around it.
    if !plan.hasHolder { beside.lists = 1 }
  }

  /// - Throws: `page-changed`.
  mutating func take(_ event: XMLEvent) throws(HubError) {
    switch event {
    case .start(let name, _, let attributes): start(name, attributes)
    case .text(let text): take(text)
    case .end: try end()
    }
  }

  private mutating func start(_ name: String, _ attributes: [(name: String, value: String)]) {
    guard floor == nil else { return startWithin(name, attributes) }
    let node = place(name, in: plan.document)
    guard plan.isRecords(node) else {
      if plan.document.slots(node).contains(PagePlan.Beside.holder.rawValue) { beside.lists = 1 }
      frames.append(Frame(node: node, name: name))
      return
    }
    floor = frames.count
    serial += 1
    rows.beginRecord()
    open(PathTree.root, name, attributes)
  }

  private mutating func startWithin(_ name: String, _ attributes: [(name: String, value: String)]) {
    let node = place(name, in: plan.record)
    if frames.count - 1 == floor {
      rows.names.note(Array(name.utf8), turn: (frames.last?.children ?? 1) - 1, type: "element")
    }
    visit(node)
    open(node, name, attributes)
  }

  /// The place of a child element; where its name is asked for with an index, the place of the one at hand.
  private mutating func place(_ name: String, in tree: PathTree) -> Int {
    guard let top = frames.indices.last else { return tree.child(PathTree.root, key: Array(name.utf8)) }
    frames[top].children += 1
    let node = tree.child(frames[top].node, key: Array(name.utf8))
    guard tree.hasIndices(node) else { return node }
    let index = frames[top].occurrences[node, default: 0]
    frames[top].occurrences[node] = index + 1
    return tree.child(node, index: index)
  }

  private mutating func open(_ node: Int, _ name: String, _ attributes: [(name: String, value: String)]) {
    var frame = Frame(node: node, name: name)
    rows.append("<\(name)".utf8)
    for attribute in attributes {
      rows.append(" \(attribute.name)=\"\(XMLText.escaped(attribute.value))\"".utf8)
      let isNil = attribute.name == "nil" || attribute.name == "xsi:nil"
      if isNil, ["true", "1"].contains(attribute.value) { frame.isNil = true }
      let place = plan.record.child(node, key: Array("@\(attribute.name)".utf8))
      visit(place)
      rows.set(plan.record.slots(place), copy: Array(attribute.value.utf8))
    }
    rows.append(UInt8(ascii: ">"))
    frame.start = rows.offset
    frames.append(frame)
  }

  private mutating func take(_ text: String) {
    guard let top = frames.indices.last else { return }
    guard floor != nil else {
      if !plan.document.slots(frames[top].node).isEmpty { frames[top].text += Array(text.utf8) }
      return
    }
    let escaped = XMLText.escaped(text)
    if escaped.utf8.count != text.utf8.count { frames[top].isEscaped = true }
    if !plan.record.slots(frames[top].node).isEmpty { frames[top].text += Array(text.utf8) }
    rows.append(escaped.utf8)
  }

  private mutating func end() throws(HubError) {
    guard let frame = frames.popLast() else { return }
    guard let floor else { return noteBeside(frame) }
    let slots = plan.record.slots(frame.node)
    if !slots.isEmpty, !frame.isNil {
      if frame.children == 0, frame.isEscaped { rows.set(slots, copy: frame.text) } else { rows.set(slots, from: frame.start) }
    }
    rows.append("</\(frame.name)>".utf8)
    guard frames.count == floor else { return }
    self.floor = nil
    try rows.endRecord()
  }

  private mutating func noteBeside(_ frame: Frame) {
    for slot in plan.document.slots(frame.node) {
      guard let place = PagePlan.Beside(rawValue: slot), place != .records, place != .holder else { continue }
      beside.note(place, String(decoding: frame.text, as: UTF8.self))
    }
  }

  private mutating func visit(_ node: Int) {
    guard node >= 0 else { return }
    if visited[node] == serial {
      rows.refuse("duplicate-field", field: plan.column(ofNode: node), "the record has this field more than once")
    }
    visited[node] = serial
    for slot in plan.record.slots(node) { rows.seen[slot] = true }
  }
}
