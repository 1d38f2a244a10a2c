import HubConnectorKit
import HubModel
import HubTransfer

/// Looks whether a file is finished. Not finished is transient: the retry budget waits for it, then the next run.
struct FileWatch: Sendable {
  let readiness: FileReadiness
  let access: FileAccess
  let now: @Sendable () -> Int64

  /// - Returns: the digest that the file must have, where a companion names one.
  /// - Throws: `file-not-ready`, transient.
  func wait(for file: FoundFile) async throws -> ExpectedDigest? {
    let expected = try await companion(of: file)
    if let seconds = watched(file), seconds > 0 { try await requireStable(file, seconds) }
    if readiness.companion == .ok { try await requireNewer(.ok, than: file) }
    return expected
  }

  /// A companion with a digest proves by itself that the file is whole.
  private func watched(_ file: FoundFile) -> Int? {
    if let seconds = readiness.stableFor { return seconds }
    let isProved = readiness.companion.map { $0 != .ok } ?? false
    return FileProtocol(file.address) == .remote && !isProved ? FileReadiness.usualWatch : nil
  }

  /// A file that was touched long ago is finished; a younger one is looked at twice. Its time and the hub's are of two clocks,
  /// which may differ by minutes: long ago is more than an hour.
  private func requireStable(_ file: FoundFile, _ seconds: Int) async throws {
    let transfer = try access.transfer(file.address)
    let before = try await transfer.state()
    let age = before.modified == 0 ? 0 : now() - before.modified
    guard age <= Int64(max(seconds, Self.certainAge)) else { return }
    try await Task.sleep(for: .seconds(seconds))
    guard try await transfer.state() == before else {
      throw HubError(
        "file-not-ready", "\(transfer.shownAddress) is still being written.",
        remedy: "Run again when the department has finished, or agree on a companion file (ready_when).",
        persistence: .transient)
    }
  }

  private static let certainAge = 3_600
}
