import HubConnectorKit

extension ConformanceRun {
  static let overlap = 300

  var increment: SourceLoad { .incremental(Increment(cursor: ConformanceRows.cursor, overlap: Self.overlap)) }

  /// A row far in the future neither hides the rows after it nor is it lost.
  func futureCursor() async throws {
    let now = ConformanceRows.clock()
    var rows = ConformanceRows.people(20) { subject.instant(now - 3_600 + Int64($0)) }
    rows.append(ConformanceRows.person(21, name: "future", changed: subject.instant(now + 864_000)))
    let source = try await incremental(rows)
    let first = try await read(source.connector, batchRows: 7)
    try demand(first.keys == rows.map { $0[0] ?? "" }, "the first read does not bring every row once")
    let fresh = ConformanceRows.person(22, name: "fresh", changed: subject.instant(ConformanceRows.clock()))
    try await supplied(source.add, "add")([fresh])
    let second = try await read(source.connector, from: try next(first), batchRows: 7)
    try demand(second.keys.contains("k00022"), "a row written now is not seen behind one from the future")
  }

  /// A row that appears with a time before the last read's bound, for its transaction was long.
  func lateCommit() async throws {
    let now = ConformanceRows.clock()
    let old = ConformanceRows.people(20) { subject.instant(now - 3_600 + Int64($0)) }
    let recent = ConformanceRows.person(21, name: "recent", changed: subject.instant(now - 2))
    let source = try await incremental(old + [recent])
    let first = try await read(source.connector, batchRows: 7)
    let late = ConformanceRows.person(22, name: "late", changed: subject.instant(now - Int64(Self.overlap / 2)))
    try await supplied(source.add, "add")([late])
    let second = try await read(source.connector, from: try next(first), batchRows: 7)
    try demand(second.keys.contains("k00022"), "a late row within the overlap is lost")
    try demand(!second.keys.contains("k00001"), "a read from a checkpoint brings rows from long before the overlap")
    try demand(Set(second.keys).count == second.keys.count, "a read brings a row twice")
    let third = try await read(source.connector, from: try next(second), batchRows: 7)
    try demand(!third.keys.contains("k00001"), "the third read brings rows from long before the overlap")
  }

  /// FE-01: many rows of one time, across batches and pages.
  func equalCursors() async throws {
    let moment = subject.instant(ConformanceRows.clock() - 3_600)
    let rows = ConformanceRows.people(30) { _ in moment }
    let source = try await incremental(rows)
    let whole = try await read(source.connector, batchRows: 7)
    try demandRows(whole, are: rows, "thirty rows of one time")
    try await survivesKilling(source.connector)
  }

  func survivesKillingOfIncrement() async throws {
    let rows = ConformanceRows.people(50) { subject.instant(ConformanceRows.clock() - 86_400 + Int64($0)) }
    let source = try await incremental(rows)
    try demandRows(try await read(source.connector, batchRows: 7), are: rows, "the first incremental read")
    try await survivesKilling(source.connector)
  }

  private func incremental(_ rows: [[String?]]) async throws -> PreparedSource {
    try demand(subject.kind.loads.contains(.incremental), "the connector reads no increments, and no bypass says so")
    return try await subject.make(rows, increment)
  }

  private func next(_ part: ReadPart) throws -> Checkpoint {
    try supplied(part.summary?.checkpoint, "summary.checkpoint")
  }
}
