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
    return expected
  }

  private func watched(_ file: FoundFile) -> Int? {
    if let seconds = readiness.stableFor { return seconds }
    return file.isOnFileServer && readiness.companion == nil ? FileReadiness.usualWatch : nil
  }

  /// A file that was touched long ago is finished; a younger one is looked at twice.
  private func requireStable(_ file: FoundFile, _ seconds: Int) async throws {
    let transfer = try access.transfer(file.address)
    let before = try await transfer.state()
    let age = before.modified == 0 ? 0 : now() - before.modified
    guard age < Int64(seconds) else { return }
    try await Task.sleep(for: .seconds(seconds))
    guard try await transfer.state() == before else {
      throw HubError(
        "file-not-ready", "\(transfer.shownAddress) is still being written.",
        remedy: "Run again when the department has finished, or agree on a companion file (ready_when).",
        persistence: .transient)
    }
  }

  private func companion(of file: FoundFile) async throws -> ExpectedDigest? {
    guard let companion = readiness.companion else { return nil }
    let transfer = try access.transfer(file.address + companion.rawValue)
    var content: [UInt8] = []
    do {
      _ = try await transfer.bytes { if content.count < 4096 { content.append(contentsOf: $0.prefix(4096)) } }
    } catch let error as HubError where error.code == "file-missing" || error.code == "http-status" {
      throw HubError(
        "file-not-ready", "\(transfer.shownAddress) is not there yet.",
        remedy: "The department writes it when the file is finished.", persistence: .transient)
    }
    return try ExpectedDigest(companion, content)
  }
}
