package import HubModel

/// The counts of one run. The balance is checked by the program and by the database.
package struct RunCounts: Sendable, Equatable {
  package var read: Int64 = 0
  package var inserted: Int64 = 0
  package var updated: Int64 = 0
  package var unchanged: Int64 = 0
  package var quarantined: Int64 = 0
  package var duplicates: Int64 = 0
  package var withdrawn: Int64 = 0

  package init() {}

  /// Every row read is accounted for exactly once.
  package var isBalanced: Bool { read == inserted + updated + unchanged + quarantined + duplicates }

  func requireBalance() throws {
    guard isBalanced else {
      throw HubError(
        "run-unbalanced",
        "read \(read) ≠ inserted \(inserted) + updated \(updated) + unchanged \(unchanged) + "
          + "quarantined \(quarantined) + duplicates \(duplicates).",
        remedy: "Nothing was applied. This is a fault of the hub: keep the source file and report it.")
    }
  }
}

/// How a run ended.
package struct RunReport: Sendable {
  package enum Outcome: String, Sendable {
    case applied
    /// The source is byte for byte what the last applied run read, under the same mapping.
    case same
    /// A gate stopped it before anything was visible.
    case refused
    /// The source, the database or the hub itself stopped it; nothing of it is visible.
    case failed
  }
  package var run: Int64
  package var dataset: String
  package var outcome: Outcome
  package var counts: RunCounts
  package var reason: String?
  package var seconds: Double

  package init(run: Int64, dataset: String, outcome: Outcome, counts: RunCounts, reason: String? = nil, seconds: Double) {
    self.run = run
    self.dataset = dataset
    self.outcome = outcome
    self.counts = counts
    self.reason = reason
    self.seconds = seconds
  }
}

/// Decides on the whole staged set whether it may become visible. Pure.
package struct RunGates: Sendable {
  let gates: Gates
  package init(_ gates: Gates) { self.gates = gates }

  /// nil where the run may be applied, else the reason in plain words.
  ///
  /// An increment may be empty, and one bad row in three says nothing: its share counts from `smallIncrement` rows on.
  package func refusal(counts: RunCounts, liveBefore: Int64, scope: RunScope = .whole) -> String? {
    if scope.isWhole, let reason = emptiness(counts, liveBefore) { return reason }
    let isSmall = !scope.isWhole && counts.read < Self.smallIncrement
    let refusedShare = isSmall ? 0 : Double(counts.quarantined) / Double(max(counts.read, 1))
    if refusedShare > gates.refuseAtMost {
      return
        "\(counts.quarantined) of \(counts.read) rows were refused, more than refuse_at_most \(percent(gates.refuseAtMost)). See `govhub quarantine list`."
    }
    // A source that names what it deleted is believed for so many rows at a time.
    let isNamed = !scope.isWhole && counts.withdrawn < Int64(Self.smallIncrement)
    let withdrawnShare = isNamed ? 0 : Double(counts.withdrawn) / Double(max(liveBefore, 1))
    if counts.withdrawn > 0 && withdrawnShare > gates.withdrawAtMost {
      return
        "\(counts.withdrawn) of \(liveBefore) live rows would be withdrawn, more than withdraw_at_most \(percent(gates.withdrawAtMost)). Check that the delivery is complete."
    }
    return nil
  }

  private static let smallIncrement = 1_000

  /// More rows than the read with the most so far had, ten times over, are no delivery but a source that does not end: they would
  /// fill the disk.
  package func mostRows(largestRead: Int64) -> Int64 {
    gates.atMostRows.map(Int64.init) ?? max(Self.usualAtMost, 10 * largestRead)
  }

  /// More than any city has persons.
  private static let usualAtMost: Int64 = 50_000_000

  /// Why a read was stopped before its end.
  package static func excess(over rows: Int64) -> String {
    "The source brought more than \(rows) rows and had not come to its end. Check that it does not repeat itself; where there are more, write at_most_rows into the mapping's load."
  }

  private func emptiness(_ counts: RunCounts, _ liveBefore: Int64) -> String? {
    if counts.read == 0 && liveBefore > 0 {
      return "The source is empty where \(liveBefore) rows were live. An empty source never withdraws everyone; check the delivery."
    }
    if counts.read < gates.atLeastRows {
      return "The source has \(counts.read) rows; the mapping demands at least \(gates.atLeastRows) (at_least_rows)."
    }
    return nil
  }

  private func percent(_ share: Double) -> String { "\((share * 10_000).rounded() / 100)%" }
}
