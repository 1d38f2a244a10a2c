/// UTF-16 text in memory of its own, which the driver may read until its owner goes.
final class UnitText {
  let units: UnsafeMutablePointer<UInt16>?
  let count: Int

  /// Nil stands for "no matter what" in questions to the catalogue.
  init(_ text: String?) {
    guard let text else {
      units = nil
      count = 0
      return
    }
    let source = Array(text.utf16)
    let memory = UnsafeMutablePointer<UInt16>.allocate(capacity: source.count + 1)
    memory.initialize(from: source, count: source.count)
    (memory + source.count).initialize(to: 0)
    units = memory
    count = source.count
  }

  deinit { units?.deallocate() }
}
