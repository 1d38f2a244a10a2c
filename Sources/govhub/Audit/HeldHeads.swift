import Foundation
import HubModel
import HubStore

/// Heads from outside the database, held against it as they are read.
struct HeldHeads: Sendable {
  private(set) var compared = 0
  /// Of chains that were dropped after their time: nothing is left to compare them with.
  private(set) var pruned = 0
  /// Written after the backup that is looked at, and not in it.
  private(set) var later = 0
  private(set) var faults: [AuditFault] = []
  /// Lines that are no head, as `file:line`: what a full disk broke off leaves one.
  private(set) var unread: [String] = []

  private let verifier: AuditVerifier
  private let tombstones: [String: AuditTombstone]
  private let noted: [String: Int64]?
  private static let page = 500

  /// - Parameters:
  ///   - report: what the verifier found.
  ///   - noted: newest sequence of each writer when the backup was taken; nil where the audit is the one at work.
  init(_ verifier: AuditVerifier, after report: AuditVerifier.Report, noted: [String: Int64]? = nil) {
    self.verifier = verifier
    self.noted = noted
    tombstones = report.tombstones
  }

  /// - Parameter source: a file, `-` for standard input, or one printed head.
  /// - Throws: `heads-unreadable`, also where a source holds no head at all.
  mutating func compare(_ source: String) async throws {
    let before = read
    if let head = OutsideHead(line: source) {
      try await compare([head])
    } else {
      try await compare(lines: source)
    }
    guard read > before else {
      throw HubError(
        "heads-unreadable", "\(source) holds no head of the audit.",
        remedy: "Give the file that the setting auditHeads names, receipts a line each, or what `govhub audit verify` printed.")
    }
  }

  private mutating func compare(lines source: String) async throws {
    let lines = try LineFile(source)
    var heads: [OutsideHead] = []
    while let line = lines.next() {
      if line.isEmpty { continue }
      guard let head = OutsideHead(line: line) else {
        unread.append("\(source):\(lines.number)")
        continue
      }
      heads.append(head)
      if heads.count == Self.page {
        try await compare(heads)
        heads.removeAll()
      }
    }
    try await compare(heads)
  }

  private var read: Int { compared + pruned + later }

  private mutating func compare(_ heads: [OutsideHead]) async throws {
    let outcome = try await verifier.compare(heads, beside: tombstones)
    let held = outcome.faults.filter { !isLater($0) }
    let after = outcome.faults.count - held.count
    faults += held
    later += after
    pruned += outcome.pruned
    compared += heads.count - outcome.pruned - after
  }

  private func isLater(_ fault: AuditFault) -> Bool {
    guard let noted, fault.kind == .headMissing else { return false }
    return fault.batch > noted[fault.writer] ?? 0
  }
}
