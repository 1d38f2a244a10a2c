import HubModel

/// What is looked for in a page: the records, what stands beside them, and the fields within.
struct PagePlan: Sendable {
  /// Places beside the records.
  enum Beside: Int, CaseIterable {
    case records, ok, count, next
    /// The element that holds the records of an XML page: its presence tells an empty list from another text.
    case holder
  }

  private(set) var document = PathTree()
  private(set) var record = PathTree()
  let columns: [String]
  /// The slot of the cursor, which may be a field that the mapping does not ask for: then one behind the columns.
  let cursorSlot: Int?
  let slotCount: Int
  /// Columns that may be missing in every record.
  let optional: Set<String>
  /// The XML records stand in the text itself, not in an element.
  let hasHolder: Bool

  init(
    records: FieldPath, columns: [String], paths: [String: FieldPath], cursor: String? = nil, optional: Set<String> = [],
    ok: FieldPath? = nil, count: FieldPath? = nil, next: FieldPath? = nil
  ) throws(HubError) {
    self.columns = columns
    self.optional = optional
    hasHolder = records.steps.count > 1
    document.add(records, slot: Beside.records.rawValue)
    if hasHolder {
      var holder = records
      holder.steps.removeLast()
      document.add(holder, slot: Beside.holder.rawValue)
    }
    for (path, beside) in [(ok, Beside.ok), (count, Beside.count), (next, Beside.next)] {
      if let path { document.add(path, slot: beside.rawValue) }
    }
    for (slot, column) in columns.enumerated() { record.add(paths[column] ?? FieldPath(key: column), slot: slot) }
    guard let cursor else {
      cursorSlot = nil
      slotCount = columns.count
      return
    }
    if let slot = columns.firstIndex(of: cursor) {
      cursorSlot = slot
      slotCount = columns.count
    } else {
      cursorSlot = columns.count
      slotCount = columns.count + 1
      var path = paths[cursor]
      if path == nil { path = try FieldPath(cursor) }
      if let path { record.add(path, slot: columns.count) }
    }
  }

  func isRecords(_ node: Int) -> Bool { document.slots(node).contains(Beside.records.rawValue) }

  /// The name to give a fault's field.
  func column(ofNode node: Int) -> String? {
    let slot = record.firstSlot(node)
    return slot < columns.count ? columns[slot] : nil
  }
}
