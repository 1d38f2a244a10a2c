internal import Glibc
internal import HubModel

/// One file in the making: a fixed buffer that is emptied between rows, so that memory does not grow with the file.
final class SampleFile {
  let words: SampleVocabulary
  let encoding: SampleEncoding
  private let descriptor: Int32
  private let buffer: UnsafeMutablePointer<UInt8>
  private var used = 0
  private let carriageReturn: Bool
  private(set) var bytesWritten = 0
  private var failure: HubError?

  private static let capacity = 1 << 20
  /// No row is longer; fields are bounded by their word lists.
  private static let longestRow = 16 << 10

  init(path: String, encoding: SampleEncoding, carriageReturn: Bool = false) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    buffer = .allocate(capacity: SampleFile.capacity)
    self.encoding = encoding
    self.carriageReturn = carriageReturn
    words = try SampleVocabulary(encoding)
    guard descriptor >= 0 else { throw HubError("sample-file", "A sample file cannot be created.") }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    buffer.deallocate()
  }

  /// Writes what is left and reports the first fault of any write.
  func finish() throws {
    flush()
    if let failure { throw failure }
  }

  func comma() { put(0x2C) }
  func quote() { put(0x22) }

  func endRow() {
    if carriageReturn { put(0x0D) }
    put(0x0A)
    if used > SampleFile.capacity - SampleFile.longestRow { flush() }
  }

  func put(_ byte: UInt8) {
    buffer[used] = byte
    used += 1
  }

  func put(_ list: WordList, _ index: Int) {
    list.withWord(index) { put($0) }
  }

  func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    (buffer + used).update(from: base, count: bytes.count)
    used += bytes.count
  }

  func put(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { put($0) } }

  /// ASCII text, the same bytes in both encodings.
  func put(_ text: StaticString) {
    put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Decimal digits with leading zeros up to `width`.
  func decimal(_ value: Int, width: Int = 1) {
    var (rest, length, bound) = (value, 1, 10)
    while value >= bound || length < width { (length, bound) = (length + 1, bound &* 10) }
    var position = used + length
    used = position
    for _ in 0..<length {
      position -= 1
      buffer[position] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// `yyyy-MM-dd`.
  func put(_ day: SampleDay) {
    let (year, month, date) = day.civil
    decimal(year, width: 4)
    put(0x2D)
    decimal(month, width: 2)
    put(0x2D)
    decimal(date, width: 2)
  }

  /// `yyyy-MM-dd HH:mm:ss`.
  func put(_ day: SampleDay, second: Int) {
    put(day)
    put(0x20)
    decimal(second / 3600, width: 2)
    put(0x3A)
    decimal(second / 60 % 60, width: 2)
    put(0x3A)
    decimal(second % 60, width: 2)
  }

  /// Lets `body` write up to `room` bytes in place; it returns how many it wrote.
  func put(room: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) { used += body(buffer + used) }

  private func flush() {
    var done = 0
    while done < used, failure == nil {
      let count = write(descriptor, buffer + done, used - done)
      if count > 0 {
        done += count
      } else if errno != EINTR {
        failure = HubError("sample-file", "A sample file cannot be written.", remedy: "Look at the space on the disk.")
      }
    }
    bytesWritten += used
    used = 0
  }
}
