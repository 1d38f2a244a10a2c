import HubConnectorKit
import HubModel
import HubTransfer

extension RESTReading {
  /// Asks for the page once, and once more where a sign-in had run out.
  func attempt(_ place: PagePlace, _ progress: PageProgress, _ tap: Tap, _ sink: Sink) async throws -> Page {
    progress.beginAttempt()
    rows.beginPage(place, passOver: progress.records, mark: progress.mark)
    let draft = try configuration.draft(at: place, rows.position.window)
    let source = try pageSource()
    let (transfer, signIn) = try await session.transfer(draft)
    let response = try await self.response(of: transfer) { bytes in
      progress.show(bytes, tap)
      try source.take(bytes)
      try await self.handOver(sink)
    }
    guard (200...299).contains(response.status) else {
      if response.status == 401, !progress.hasRenewed, await session.credentials.renew(after: signIn) {
        progress.hasRenewed = true
        return try await attempt(place, progress, tap, sink)
      }
      progress.asked = response.retryAfter.map { min($0, 86_400) * 1000 }
      throw RESTSession.refusal(response.status, configuration.shownAddress)
    }
    var beside = BesideRecords()
    // 204 has nothing to say and no body to say it in.
    if response.status != 204 {
      beside = try await source.finish { try await self.handOver(sink) }
      try beside.check(ok: configuration.ok)
    }
    try rows.endPage()
    try await handOver(sink)
    return Page(
      records: rows.position.row, mark: rows.pageMark, beside: beside, address: draft.address,
      link: link(response), server: response.header("Server") ?? "HTTP")
  }

  /// A link's path is the server's own word: errors show the address that was configured.
  private func response(
    of transfer: Transfer, _ body: (UnsafeRawBufferPointer) async throws -> Void
  ) async throws -> TransferResponse {
    do {
      return try await transfer.response(body)
    } catch let failure as HubError {
      var error = failure
      error.message = error.message.replacing(transfer.shownAddress, with: configuration.shownAddress)
      throw error
    }
  }

  private func pageSource() throws(HubError) -> any PageSource {
    switch configuration.format {
    case .json: try JSONPage(configuration.plan, configuration.encoding ?? .utf8, into: rows)
    case .xml: XMLPage(configuration.plan, configuration.encoding, into: rows)
    }
  }

  private func link(_ response: TransferResponse) -> String? {
    guard case .link(nil) = configuration.pagination else { return nil }
    return LinkHeader.next(in: response.headers)
  }

  /// A renamed field would otherwise empty every row of it.
  /// - Throws: `missing-column`.
  func checkColumns() throws(HubError) {
    let plan = configuration.plan
    guard rows.delivered + rows.refused > 0 else { return }
    let lost = plan.columns.indices.filter { !rows.seen[$0] && !plan.optional.contains(plan.columns[$0]) }
    guard !lost.isEmpty else { return }
    let names = lost.map { "`\(plan.columns[$0])`" }.joined(separator: ", ")
    // Names that nobody asked for may themselves be data, where no name is a known one.
    let isKnown = lost.count < plan.columns.count
    let others = rows.names.texts.filter { plan.record.child(PathTree.root, key: Array($0.utf8)) == PathTree.nowhere }
    let more = isKnown && !others.isEmpty ? " Not asked for are: \(ShownNames.list(others))." : ""
    throw HubError(
      "missing-column", "No record of the source has: \(names).\(more)",
      remedy: "Correct `paths`, or list columns that may be missing everywhere under `optional`.")
  }

  /// - Throws: `cursor-unreadable`.
  func checkCursors() throws(HubError) {
    guard rows.cursorValues > 0, rows.readableCursors == 0 else { return }
    throw HubError(
      "cursor-unreadable", "No value of the cursor is written as `time_format` says, so no read could go on from here.",
      remedy: "Declare `time_format` as the source writes it.")
  }
}
