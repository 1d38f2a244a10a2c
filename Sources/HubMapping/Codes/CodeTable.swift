/// A code list made ready for bytes: open addressing over FNV-1a, read without allocation.
final class CodeTable: Sendable {
  private struct Entry {
    var hash: UInt32
    var text: Range<Int>
    var word: Range<Int>
  }

  private let blob: [UInt8]
  private let slots: [Entry?]

  init(_ map: [String: String]) {
    var blob: [UInt8] = []
    var size = 16
    while size < map.count * 2 { size *= 2 }
    var slots = [Entry?](repeating: nil, count: size)
    for (text, word) in map {
      let start = blob.count
      blob += Array(text.utf8)
      let middle = blob.count
      blob += Array(word.utf8)
      let hash = Array(text.utf8).withUnsafeBufferPointer {
        Self.hash(TextView(start: $0.baseAddress ?? Self.nothing, count: $0.count))
      }
      var index = Int(hash) & (size - 1)
      while slots[index] != nil { index = (index + 1) & (size - 1) }
      slots[index] = Entry(hash: hash, text: start..<middle, word: middle..<blob.count)
    }
    self.blob = blob
    self.slots = slots
  }

  private static var nothing: UnsafePointer<UInt8> { UnsafePointer(bitPattern: 1)! }

  private static func hash(_ text: TextView) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for index in 0..<text.count { hash = (hash ^ UInt32(text[index])) &* 16_777_619 }
    return hash
  }

  /// Calls `body` with the word for `text` (empty: says nothing), or with nil where the list does not have it.
  func withWord<R>(for text: TextView, _ body: (TextView?) -> R) -> R {
    blob.withUnsafeBufferPointer { blob in
      guard let base = blob.baseAddress, let word = find(text, base) else { return body(nil) }
      return body(TextView(start: base + word.lowerBound, count: word.count))
    }
  }

  private func find(_ text: TextView, _ base: UnsafePointer<UInt8>) -> Range<Int>? {
    let hash = Self.hash(text)
    var index = Int(hash) & (slots.count - 1)
    while let entry = slots[index] {
      if entry.hash == hash, entry.text.count == text.count,
        TextView(start: base + entry.text.lowerBound, count: text.count).isSame(as: text)
      {
        return entry.word
      }
      index = (index + 1) & (slots.count - 1)
    }
    return nil
  }
}
