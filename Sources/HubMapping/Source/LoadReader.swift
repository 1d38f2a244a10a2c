import HubConnectorKit
import HubModel
import HubYAML

/// The `load:` block: whole or incremental, the row key, the gates.
struct LoadReader {
  let reader: YAMLReader
  let loads: Set<LoadKind>

  static let required = ["kind", "key", "withdraw_at_most", "refuse_at_most", "at_least_rows"]
  static let incrementalKeys = ["cursor", "overlap", "skew", "reconcile"]
  static let keys = required + ["at_most_rows"] + incrementalKeys

  struct Result {
    var load: SourceLoad
    var reconcileEvery: Int?
    var key: [[String]]
    var gates: Gates
    var cursorNode: YAMLNode?
  }

  func read(_ node: YAMLNode?) -> Result? {
    guard let map = reader.mapping(node, keys: Self.keys, required: Self.required) else { return nil }
    let kind = reader.oneOf(map["kind"], LoadKind.allCases.filter(loads.contains).map(\.rawValue)).flatMap(LoadKind.init)
    let key = reader.strings(map["key"])?.map { $0.split(separator: "|").map(String.init) }
    let withdraw = reader.share(map["withdraw_at_most"])
    let refuse = reader.share(map["refuse_at_most"])
    let rows = reader.int(map["at_least_rows"])
    guard let kind, let key, let withdraw, let refuse, let rows else { return nil }
    return Result(
      load: kind == .fullSnapshot ? whole(map) : .incremental(increment(map)), reconcileEvery: reader.seconds(map["reconcile"]),
      key: key,
      gates: Gates(
        withdrawAtMost: withdraw, refuseAtMost: refuse, atLeastRows: rows,
        atMostRows: reader.int(map["at_most_rows"], in: max(1, rows)...Int.max)),
      cursorNode: map["cursor"])
  }

  private func whole(_ map: [String: YAMLNode]) -> SourceLoad {
    for name in Self.incrementalKeys {
      guard let node = map[name] else { continue }
      reader.report(
        node, "incremental-only", zh: "“\(name)”只用于 kind: incremental", en: "\"\(name)\" is for kind: incremental only")
    }
    return .fullSnapshot
  }

  private func increment(_ map: [String: YAMLNode]) -> Increment {
    var increment = Increment(cursor: reader.string(map["cursor"]))
    if let overlap = reader.seconds(map["overlap"]) { increment.overlap = overlap }
    if let skew = reader.seconds(map["skew"]) { increment.skew = skew }
    if let cursor = map["cursor"], map["reconcile"] == nil { warnOfDeletions(cursor) }
    return increment
  }

  /// A cursor tells of rows that changed, never of rows that are gone.
  private func warnOfDeletions(_ cursor: YAMLNode) {
    reader.report(
      cursor, "no-reconcile", zh: "没有 reconcile：源端删除的行只有 govhub ingest --force 才能发现",
      en: "without \"reconcile\" a row that was deleted at the source is found only by govhub ingest --force",
      severity: .warning)
  }
}
