import HubConnectorKit

/// Where a read stands: everything that is needed to go on with the next row.
struct ReadPosition: Sendable, Equatable {
  /// The page under way.
  var page: Int
  /// Records of it that were delivered or refused.
  var row = 0
  /// Records of the whole read that were delivered or refused.
  var line = 0
  /// What `{to}` is: the clock when the read began, in microseconds since 1970.
  var bound: Int64
  /// Where the read begins, before the overlap is taken off; nil for a read of everything.
  var from: Int64?
  /// The greatest cursor that is not beyond the bound and its allowance.
  var greatest: Int64?
  /// What the first page counted.
  var total: Int64?

  /// After the year 9999 is no instant, and no read has so many pages or records: to such numbers nothing can be added.
  private static let instants: ClosedRange<Int64> = -253_402_300_800_000_000...253_402_300_800_000_000
  private static let numbers = 0...(1 << 50)

  static func isInstant(_ value: Int64?) -> Bool { value.map { instants.contains($0) } ?? true }

  init(page: Int, bound: Int64, from: Int64? = nil) {
    self.page = page
    self.bound = bound
    self.from = from
  }

  /// Nil where the values are not those of a position.
  init?(_ values: [String: Int64]) {
    guard let page = values["page"].flatMap({ Int(exactly: $0) }), let row = values["row"].flatMap({ Int(exactly: $0) }),
      let line = values["line"].flatMap({ Int(exactly: $0) }), let bound = values["bound"], line >= row
    else { return nil }
    guard [page, row, line].allSatisfy({ Self.numbers.contains($0) }) else { return nil }
    guard [bound, values["from"], values["greatest"]].allSatisfy({ Self.isInstant($0) }) else { return nil }
    self.init(page: page, bound: bound, from: values["from"])
    self.row = row
    self.line = line
    greatest = values["greatest"]
    total = values["total"]
  }

  var checkpoint: Checkpoint {
    CheckpointText.written([
      ("page", Int64(page)), ("row", Int64(row)), ("line", Int64(line)), ("bound", bound), ("from", from),
      ("greatest", greatest), ("total", total),
    ])
  }

  /// Where the next incremental read begins. Never after the bound, never before where this one began: a clock of the service
  /// that is behind the hub's loses no row then.
  var next: Checkpoint {
    let reached = max(greatest ?? from ?? bound, from ?? .min)
    return CheckpointText.written([("from", min(reached, max(bound, from ?? .min)))])
  }
}
