import HubConnectorKit
import HubCrypto
import HubModel
import HubTransfer

/// The bytes of one file, brought over a line that may break.
struct FileContent: Sendable {
  let file: FoundFile
  let access: FileAccess
  let retry: RetryBudget

  /// Calls `body` with all bytes in order. After a broken line reading goes on at the byte where it broke, where the protocol can,
  /// and the file is still the one it was; otherwise only what brought no byte yet is tried again.
  /// - Throws: `file-changed` where the file is not what it was when its reading began.
  func read(_ body: (UnsafeRawBufferPointer) async throws -> Void) async throws -> TransferSummary {
    do { return try await resumed(body) } catch let spent as Spent { throw spent.cause }
  }

  private func resumed(_ body: (UnsafeRawBufferPointer) async throws -> Void) async throws -> TransferSummary {
    let canResume = FileProtocol(file.address) == .remote
    let before = canResume ? try await retry.retrying { try await access.transfer(file.address).state() } : nil
    var received: UInt64 = 0
    let summary = try await retry.retrying {
      if received > 0, try await access.transfer(file.address).state() != before {
        throw Spent(cause: Self.changed(file))
      }
      do {
        return try await access.transfer(file.address, startAt: received).bytes { bytes in
          do { try await body(bytes) } catch { throw Spent(cause: error) }
          received += UInt64(bytes.count)
        }
      } catch let error as HubError where received > 0 && (!canResume || error.code == "file-changed") {
        throw Spent(cause: error)
      }
    }
    return TransferSummary(bytes: received, lastModified: summary.lastModified)
  }

  /// An error that is not tried again, whatever it is.
  private struct Spent: Error { let cause: any Error }

  static func changed(_ file: FoundFile) -> HubError {
    HubError(
      "file-changed", "\(file.name) changed while it was read.", remedy: "Read it again when the department has finished writing.",
      persistence: .transient)
  }

  /// Reads the file for its digests alone.
  /// - Throws: `digest-differs` where the companion names another one.
  func digest(_ expected: ExpectedDigest?) async throws -> String {
    let own = SHA256Digest()
    let named = try expected?.begin()
    _ = try await read {
      own.update($0)
      named?.update($0)
    }
    if let expected, let named, named.finish() != expected.digits {
      throw HubError(
        "digest-differs", "\(file.name) is not what its companion file says: it is not complete, or was damaged on its way.",
        remedy: "Ask the department to deliver it again.", persistence: .transient)
    }
    return own.finish().hex
  }
}
