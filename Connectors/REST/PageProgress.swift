/// What attempts at one page got done, so that the next attempt repeats nothing.
final class PageProgress {
  /// Records handed to the builder.
  private(set) var records: Int
  /// The builder's mark behind them; nil where an earlier read delivered them.
  private(set) var mark: Int?
  /// Milliseconds that the server asked to wait.
  var asked: Int?
  var hasRenewed = false

  private var tapped: UInt64 = 0
  private var seen: UInt64 = 0

  init(records: Int) { self.records = records }

  func beginAttempt() {
    asked = nil
    seen = 0
  }

  func note(records: Int, mark: Int) {
    guard records > 0, records >= self.records else { return }
    self.records = records
    self.mark = mark
  }

  /// Shows the tap what no attempt showed it before.
  func show(_ bytes: UnsafeRawBufferPointer, _ tap: (UnsafeRawBufferPointer) -> Void) {
    let known = Int(min(UInt64(bytes.count), tapped > seen ? tapped - seen : 0))
    seen += UInt64(bytes.count)
    guard known < bytes.count else { return }
    tap(UnsafeRawBufferPointer(rebasing: bytes[known...]))
    tapped = seen
  }

  /// Bytes of the page.
  var bytes: UInt64 { seen }
}
