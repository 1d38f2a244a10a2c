import Synchronization

/// OpenSSL contexts of one key, lent to one caller at a time: they are dear to make and may not be shared.
///
/// Taking and returning cost one atomic operation each; nothing is allocated once as many contexts exist as threads
/// ever met in here.
final class ContextPool<Context: AnyObject>: Sendable {
  private static var capacity: Int { 16 }

  private let taken = Atomic<UInt32>(0)
  // Slot i belongs to whoever set bit i of `taken`.
  nonisolated(unsafe) private let slots: UnsafeMutablePointer<Context?>
  private let make: @Sendable () -> Context

  init(_ make: @escaping @Sendable () -> Context) {
    self.make = make
    slots = .allocate(capacity: Self.capacity)
    slots.initialize(repeating: nil, count: Self.capacity)
  }

  deinit {
    slots.deinitialize(count: Self.capacity)
    slots.deallocate()
  }

  /// Calls `body` with a context that nobody else holds; it must come back ready for the next message.
  func lend<R, E: Error>(_ body: (Context) throws(E) -> R) throws(E) -> R {
    guard let slot = take() else { return try body(make()) }
    defer { taken.bitwiseAnd(~(1 << slot), ordering: .releasing) }
    if let context = slots[Int(slot)] { return try body(context) }
    let context = make()
    slots[Int(slot)] = context
    return try body(context)
  }

  private func take() -> UInt32? {
    let all: UInt32 = 1 << Self.capacity - 1
    while true {
      let free = ~taken.load(ordering: .relaxed) & all
      if free == 0 { return nil }
      let slot = UInt32(free.trailingZeroBitCount)
      if taken.bitwiseOr(1 << slot, ordering: .acquiring).oldValue & 1 << slot == 0 { return slot }
    }
  }
}

/// A hash or MAC that fails leaves no right answer to go on with: the process stops.
@inline(__always) func must(_ result: Int32) {
  if result != 1 { fatalError("OpenSSL refused an operation that cannot fail") }
}

/// As `must`, for a context that could not be made.
func must<T>(_ made: T?) -> T {
  guard let made else { fatalError("OpenSSL could not make a context") }
  return made
}
