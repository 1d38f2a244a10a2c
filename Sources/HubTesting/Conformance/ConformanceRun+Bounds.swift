import HubConnectorKit

extension ConformanceRun {
  static let ceiling = 200 << 20
  /// More than the ceiling, so that a connector that keeps what it reads is found.
  static let megabytes = 256

  func memoryCeiling() async throws {
    let connector = try await supplied(subject.large, "large")(Self.megabytes)
    try PeakMemory.reset()
    let before = try PeakMemory.bytes()
    var delivered = 0
    _ = try await connector.read(from: nil, batchRows: 2_000, tap: { _ in }, into: { delivered += $0.text.count })
    let growth = try PeakMemory.bytes() - before
    try demand(delivered >= Self.megabytes << 20, "the source held \(delivered >> 20) MiB, not \(Self.megabytes)")
    try demand(growth < Self.ceiling, "memory grew by \(growth >> 20) MiB while \(delivered >> 20) MiB were read")
  }

  func cancellation() async throws {
    let connector = try await supplied(subject.large, "large")(64)
    let reading = Task { await Self.bytesUntilCancelled(connector) }
    let (delivered, isThrown) = await reading.value
    try demand(isThrown, "a cancelled read ends as if it were whole")
    try demand(delivered < 32 << 20, "a cancelled read goes on for \(delivered >> 20) MiB")
  }

  func cancellationWaiting() async throws {
    let connector = try await supplied(subject.stalled, "stalled")()
    let checking = Task { try await connector.check() }
    let reading = Task { try await connector.read(from: nil, batchRows: 7) { _ in } }
    // Long enough for both to be waiting; where they are not, they are cancelled before they begin.
    try await Task.sleep(for: .milliseconds(300))
    checking.cancel()
    reading.cancel()
    try demand((try? await checking.value) == nil, "a check of a silent source succeeds")
    try demand((try? await reading.value) == nil, "a read of a silent source succeeds")
  }

  /// Cancels its own task at the first batch.
  private static func bytesUntilCancelled(_ connector: any Connector) async -> (Int, Bool) {
    var delivered = 0
    do {
      _ = try await connector.read(
        from: nil, batchRows: 7, tap: { _ in },
        into: {
          delivered += $0.text.count
          cancelThisTask()
        })
      return (delivered, false)
    } catch {
      return (delivered, true)
    }
  }

  private static func cancelThisTask() { withUnsafeCurrentTask { $0?.cancel() } }
}
