import HubModel
import HubStore
import Logging

/// The way to the audit. While it cannot be written nothing is answered, and the gateway's health is red.
final class AuditDesk: Sendable {
  private let sink: any AuditSink
  private let health: HealthFlag

  init(_ sink: any AuditSink, logger: Logger) {
    self.sink = sink
    health = HealthFlag("audit", logger: logger)
  }

  var isHealthy: Bool { health.isGood }
  /// A word that says why it cannot be written; nil while it can.
  var reason: String? { health.reason }

  func record(_ entry: AuditEntry) async throws(Problem) -> Receipt {
    do {
      let receipt = try await sink.record(entry)
      health.set(true)
      return receipt
    } catch {
      throw failed(Self.name(of: error))
    }
  }

  func record(_ entries: [AuditEntry]) async throws(Problem) -> [Receipt] {
    let receipts: [Receipt]
    do { receipts = try await sink.record(entries) } catch { throw failed(Self.name(of: error)) }
    guard receipts.count == entries.count else { throw failed("receipts missing") }
    health.set(true)
    return receipts
  }

  private func failed(_ reason: String) -> Problem {
    health.set(false, reason)
    return Problem(.auditUnavailable)
  }

  /// No more than a word: what an error of elsewhere says may hold anything.
  private static func name(of error: any Error) -> String { (error as? HubError)?.code.rawValue ?? "\(type(of: error))" }
}
