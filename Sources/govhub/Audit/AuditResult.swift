import HubStore

/// What `govhub audit verify` found, as people and scripts read it.
struct AuditResult: Encodable {
  struct Fault: Encodable {
    var kind: String
    var place: String
  }

  var writers: Int
  var batches: Int
  var entries: Int
  /// Entries dropped after their time, each chain with its signed tombstone.
  var prunedEntries: Int64
  /// The newest of each writer.
  var heads: [String]
  /// Heads kept outside that were compared, those that could not be since their chain was dropped after its time, and lines that
  /// are none, as `file:line`.
  var comparedHeads: Int
  var prunedHeads: Int
  var unreadHeads: [String]
  var faults: [Fault]

  init(_ report: AuditVerifier.Report, _ held: HeldHeads) {
    writers = report.writers
    batches = report.batches
    entries = report.entries
    prunedEntries = report.pruned
    heads = report.heads
    comparedHeads = held.compared
    prunedHeads = held.pruned
    unreadHeads = held.unread
    faults = (report.faults + held.faults).map { Fault(kind: $0.kind.rawValue, place: $0.place) }
  }

  func say() {
    for head in heads { Terminal.say("head \(head)") }
    for line in unreadHeads { Terminal.say("NOT A HEAD \(line)") }
    for fault in faults { Terminal.say("FAULT \(fault.kind) \(fault.place)") }
    Terminal.say(
      "\(entries) entries in \(batches) batches of \(writers) writers"
        + (prunedEntries > 0 ? ", \(prunedEntries) dropped after their time" : "")
        + (comparedHeads > 0 ? ", \(comparedHeads) heads from outside" : "")
        + (prunedHeads > 0 ? ", \(prunedHeads) heads of dropped chains not compared" : "") + ": "
        + (faults.isEmpty ? "intact" : "\(faults.count) fault(s)"))
  }
}
