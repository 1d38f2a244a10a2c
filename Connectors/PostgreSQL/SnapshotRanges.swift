/// The ranges that a read is cut into, in the order of its rows. Each is made when it is asked for: a table may have thousands.
struct SnapshotRanges: Sendable {
  /// About what a lane reads ahead, so that all lanes have something to do.
  static let blocksPerRange: Int64 = 512

  private let select: SourceSelect
  /// Whether the ranges are told apart by the number of their blocks; else there is one.
  private let isByBlock: Bool
  let count: Int

  /// A statement read as one.
  init(whole select: SourceSelect) {
    self.select = select
    isByBlock = false
    count = 1
  }

  /// Ranges of blocks, for a statement without conditions. The last has no end: what was added since the blocks were counted is
  /// in no snapshot, yet costs nothing.
  init(_ select: SourceSelect, blocks: Int64) {
    self.select = select
    isByBlock = true
    count = Int(max(1, (blocks + Self.blocksPerRange - 1) / Self.blocksPerRange))
  }

  subscript(index: Int) -> SourceSelect? {
    guard index < count else { return nil }
    guard isByBlock else { return select }
    let first = Int64(index) * Self.blocksPerRange
    let end = index + 1 < count ? " AND source.ctid < '(\(first + Self.blocksPerRange),0)'::tid" : ""
    var range = select
    range.sql += " WHERE source.ctid >= '(\(first),0)'::tid\(end)"
    return range
  }
}
