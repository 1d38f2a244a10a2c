import HubStore
import Synchronization

/// The way to the audit. While it cannot be written nothing is answered, and the gateway's health is red.
final class AuditDesk: Sendable {
  private let sink: any AuditSink
  private let healthy = Atomic(true)

  init(_ sink: any AuditSink) { self.sink = sink }

  var isHealthy: Bool { healthy.load(ordering: .relaxed) }

  func record(_ entry: AuditEntry) async throws(Problem) -> Receipt {
    do {
      let receipt = try await sink.record(entry)
      healthy.store(true, ordering: .relaxed)
      return receipt
    } catch {
      throw failed()
    }
  }

  func record(_ entries: [AuditEntry]) async throws(Problem) -> [Receipt] {
    do {
      let receipts = try await sink.record(entries)
      guard receipts.count == entries.count else { throw failed() }
      healthy.store(true, ordering: .relaxed)
      return receipts
    } catch {
      throw failed()
    }
  }

  private func failed() -> Problem {
    healthy.store(false, ordering: .relaxed)
    return Problem(.auditUnavailable)
  }
}
