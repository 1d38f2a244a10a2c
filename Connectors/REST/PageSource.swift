import HubConnectorKit
import HubJSON
import HubModel

/// One page under way: bytes in, rows into the builder.
protocol PageSource: AnyObject {
  func take(_ bytes: UnsafeRawBufferPointer) throws
  /// No more bytes follow. Calls `handOver` while rows become many.
  func finish(_ handOver: () async throws -> Void) async throws -> BesideRecords
}

/// A page of JSON: decoded, parsed and searched as it comes, whatever its length.
final class JSONPage: PageSource {
  static let bytesAtMost = 1 << 30

  private let bytesAtMost: Int
  private var taken = 0
  private var decoder: TextDecoder
  private var events = JSONEvents()
  private var finder: RecordFinder
  private var text: [UInt8] = []
  private var faults: [TextFault] = []

  init(
    _ plan: PagePlan, _ encoding: TextEncoding, into rows: RowBuilder, bytesAtMost: Int = JSONPage.bytesAtMost
  ) throws(HubError) {
    self.bytesAtMost = bytesAtMost
    decoder = try TextDecoder(encoding)
    finder = RecordFinder(plan, into: rows)
  }

  func take(_ bytes: UnsafeRawBufferPointer) throws {
    taken += bytes.count
    guard taken <= bytesAtMost else {
      throw HubError(
        "page-too-large", "A page of JSON has more than \(bytesAtMost) bytes.", remedy: "Ask for smaller pages.")
    }
    try decoder.decode(bytes, into: &text, faults: &faults)
    try feed()
  }

  func finish(_ handOver: () async throws -> Void) async throws -> BesideRecords {
    let beside = try end()
    try await handOver()
    return beside
  }

  /// No more bytes follow.
  func end() throws -> BesideRecords {
    try decoder.finish(into: &text, faults: &faults)
    try feed()
    try events.finish { try finder.take($0) }
    return finder.beside
  }

  private func feed() throws {
    let damaged = faults.filter { $0.kind == .undecodable }.map { $0.position }
    try text.withUnsafeBytes { bytes in
      try events.feed(bytes, damaged: damaged) { try finder.take($0) }
    }
    text.removeAll(keepingCapacity: true)
    faults = []
  }
}
