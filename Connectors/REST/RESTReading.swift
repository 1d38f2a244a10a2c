import HubConnectorKit
import HubModel
import HubTransfer

/// One read under way: page after page.
final class RESTReading {
  typealias Tap = (UnsafeRawBufferPointer) -> Void
  typealias Sink = (consuming Batch) async throws -> Void

  /// What a page that came whole was like.
  struct Page {
    var records: Int
    var mark: Int
    var beside: BesideRecords
    var address: WebAddress
    var link: String?
    var server: String
  }

  let session: RESTSession
  let rows: RowBuilder
  private let retry: RetryBudget
  private(set) var bytes: UInt64 = 0
  /// The last cursor of the interface's own.
  private var lastCursor: String?

  var configuration: RESTConfiguration { session.configuration }

  init(_ session: RESTSession, at position: ReadPosition, batchRows: Int, retry: RetryBudget) {
    self.session = session
    self.retry = retry
    let configuration = session.configuration
    rows = RowBuilder(configuration.plan, batchRows: batchRows, position: position, clock: configuration.clock)
  }

  /// Reads to the end.
  func run(_ tap: Tap, _ sink: Sink) async throws -> ReadSummary {
    var next: PagePlace? = rows.position.place
    var passOver = rows.position.row
    var pages = 0
    var mark: Int?
    while let place = next {
      guard pages < configuration.pagesAtMost else { throw tooManyPages }
      if case .cursor(let cursor?) = place { lastCursor = cursor }
      let page = try await self.page(place, passOver: passOver, tap, sink)
      try Task.checkCancellation()
      pages += 1
      passOver = 0
      if page.records > 0, page.mark == mark { throw Pagination.repeating }
      mark = page.records > 0 ? page.mark : nil
      next = try configuration.pagination.place(
        after: place, records: page.records, next: page.link ?? page.beside.next, address: page.address,
        hiding: configuration.authentication.secretParameter)
    }
    rows.closeBatch()
    try await handOver(sink)
    try checkTotal()
    try checkColumns()
    try checkCursors()
    return summary
  }

  /// One page, tried again within the budget.
  func page(_ place: PagePlace, passOver: Int, _ tap: Tap, _ sink: Sink) async throws -> Page {
    let progress = PageProgress(records: passOver)
    let page = try await retry.retrying(asked: { _ in progress.asked }) {
      do {
        return try await self.attempt(place, progress, tap, sink)
      } catch {
        // A page that came otherwise is nothing to compare the next attempt with.
        let isOther = (error as? HubError)?.code == "page-changed"
        if !isOther { progress.note(records: self.rows.position.row, mark: self.rows.pageMark) }
        self.rows.abandonRecord()
        throw error
      }
    }
    bytes += progress.bytes
    if configuration.hasTotal { try note(total: Self.total(page.beside)) }
    return page
  }

  func handOver(_ sink: Sink) async throws {
    for batch in rows.takeReady() {
      do {
        try await sink(batch)
      } catch {
        // Not to be taken for a fault of the source and tried again.
        throw SinkFailure(error: error)
      }
    }
  }

  private var summary: ReadSummary {
    ReadSummary(
      rows: rows.delivered, refused: rows.refused, bytes: bytes, header: rows.names.texts, checkpoint: checkpoint)
  }

  private var checkpoint: Checkpoint? {
    if configuration.resumesByCursor { return lastCursor.map { RESTCheckpoint.resume($0).checkpoint } }
    guard let clock = configuration.clock else { return nil }
    let bound = rows.position.window.to
    return rows.position.greatest.map { RESTCheckpoint.next(clock.next($0, bound: bound)).checkpoint }
  }

  private var tooManyPages: HubError {
    HubError(
      "too-many-pages", "The read has more than \(configuration.pagesAtMost) pages.",
      remedy: "Raise `pages_at_most`, or ask for larger pages.")
  }
}

/// What the taker of batches threw, on its way past the retries.
struct SinkFailure: Error { let error: any Error }
