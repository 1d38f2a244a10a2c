/// One page of a spool in the clear, in memory alone.
final class SpoolPage {
  static let capacity = 64 << 10

  let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: SpoolPage.capacity, alignment: 16)
  var count = 0
  var number: UInt64 = 0
  /// When it was used last, in steps of its spool.
  var lastUse: UInt64 = 0

  deinit { bytes.deallocate() }

  var filled: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[..<count]) }

  /// Takes what fits and returns the rest.
  func fill(_ source: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let taken = min(source.count, Self.capacity - count)
    UnsafeMutableRawBufferPointer(rebasing: bytes[count...])
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<taken]))
    count += taken
    return UnsafeRawBufferPointer(rebasing: source[taken...])
  }
}
