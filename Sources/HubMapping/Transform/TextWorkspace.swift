/// Two buffers between which transforms write, kept for a whole batch: no row allocates.
final class TextWorkspace {
  private var buffers: (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>)
  private var capacity = 4096
  private var isSecond = false
  private(set) var count = 0
  /// Control characters taken out so far, for the run's notes.
  var controlsRemoved = 0
  /// Private-use leftovers replaced so far.
  var leftoversReplaced = 0

  init() {
    buffers = (.allocate(capacity: 4096), .allocate(capacity: 4096))
  }

  deinit {
    buffers.0.deallocate()
    buffers.1.deallocate()
  }

  private var current: UnsafeMutablePointer<UInt8> { isSecond ? buffers.1 : buffers.0 }

  /// Begins a text of at most `room` bytes in the buffer that does not hold the one before.
  func begin(room: Int) {
    isSecond.toggle()
    count = 0
    guard room > capacity else { return }
    // The text being read may stand in the other buffer: grow only the one being written, and let the next turn grow its own.
    if isSecond {
      buffers.1.deallocate()
      buffers.1 = .allocate(capacity: room)
    } else {
      buffers.0.deallocate()
      buffers.0 = .allocate(capacity: room)
    }
  }

  func append(_ byte: UInt8) {
    current[count] = byte
    count += 1
  }

  func append(_ start: UnsafePointer<UInt8>, _ length: Int) {
    (current + count).update(from: start, count: length)
    count += length
  }

  func append(scalar value: UInt32) {
    switch value {
    case 0..<0x80: append(UInt8(value))
    case 0x80..<0x800:
      append(UInt8(0xC0 | value >> 6))
      append(UInt8(0x80 | value & 0x3F))
    case 0x800..<0x10000:
      append(UInt8(0xE0 | value >> 12))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    default:
      append(UInt8(0xF0 | value >> 18))
      append(UInt8(0x80 | value >> 12 & 0x3F))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    }
  }

  var text: TextView { TextView(start: UnsafePointer(current), count: count) }
}
