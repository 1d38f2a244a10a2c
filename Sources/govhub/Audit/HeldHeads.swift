import Foundation
import HubModel
import HubStore

/// Heads from outside the database, held against it as they are read.
struct HeldHeads: Sendable {
  private(set) var compared = 0
  private(set) var faults: [AuditFault] = []
  /// Lines that are no head, as `file:line`: what a full disk broke off leaves one.
  private(set) var unread: [String] = []

  private static let page = 500

  /// - Parameter source: a file, `-` for standard input, or one printed head.
  /// - Throws: `heads-unreadable`, also where a source holds no head at all.
  mutating func compare(_ source: String, with verifier: AuditVerifier) async throws {
    let before = compared
    if let head = OutsideHead(line: source) {
      try await compare([head], verifier)
    } else {
      try await compare(lines: source, verifier)
    }
    guard compared > before else {
      throw HubError(
        "heads-unreadable", "\(source) holds no head of the audit.",
        remedy: "Give the file that the setting auditHeads names, receipts a line each, or what `govhub audit verify` printed.")
    }
  }

  private mutating func compare(lines source: String, _ verifier: AuditVerifier) async throws {
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
        try await compare(heads, verifier)
        heads.removeAll()
      }
    }
    try await compare(heads, verifier)
  }

  private mutating func compare(_ heads: [OutsideHead], _ verifier: AuditVerifier) async throws {
    faults += try await verifier.faults(expecting: heads)
    compared += heads.count
  }
}
