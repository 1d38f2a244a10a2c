/// Memory that curl's thread fills and the reading task then reads: one owner at a time.
final class TransferBuffer {
  private let memory: UnsafeMutableRawBufferPointer
  private var count = 0

  init(capacity: Int) { memory = .allocate(byteCount: max(1, capacity), alignment: 16) }
  deinit { memory.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }
  var isEmpty: Bool { count == 0 }
  var isFull: Bool { count == memory.count }

  /// Copies what there is room for and returns the rest.
  func fill(_ source: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let length = min(source.count, memory.count - count)
    UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<length]))
    count += length
    return UnsafeRawBufferPointer(rebasing: source[length...])
  }
}

/// Handed from thread to thread under the hand-over's mutex, never shared.
extension TransferBuffer: @unchecked Sendable {}
