import HubConnectorKit

extension RecordSplitter {
  /// The rows closed so far, as a batch of their own; what is not split yet stays. Only between two records.
  mutating func takeBatch() -> Batch {
    assert(state == .recordStart && cursor == recordStart)
    let cut = recordStart
    var taken = batch
    batch = Batch(columns: columns, header: taken.header)
    let rest = Array(text[cut...])
    text.removeSubrange(cut...)
    swap(&taken.text, &text)
    text = rest
    unescape(&taken)
    rebase(by: cut)
    taken.checkpoint = Checkpoint(rawValue: String(position))
    return taken
  }

  /// Appends a copy without doubled quotes for each field that has some.
  private mutating func unescape(_ taken: inout Batch) {
    for place in escaped {
      let copy = taken.text[taken.fields[place].range].withUnsafeBufferPointer { unescaped($0) }
      taken.fields[place] = FieldSpan(start: UInt32(taken.text.count), length: Int32(copy.count))
      taken.text.append(contentsOf: copy)
    }
    escaped = []
  }

  private mutating func rebase(by cut: Int) {
    cursor = 0
    recordStart = 0
    suspectEnd = max(0, suspectEnd - cut)
    escapedBefore = 0
    refusedBytes = 0
    for index in faults.indices { faults[index].position -= cut }
  }
}
