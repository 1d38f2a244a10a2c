package import HubConnectorKit
package import HubModel
import HubTransfer

/// Reads departments' files: delimited text and workbooks, alone or in zip archives, from the file system or over FTP, SFTP and HTTP.
package struct FilesConnector: Connector {
  let configuration: FilesConfiguration

  package init(_ configuration: FilesConfiguration) { self.configuration = configuration }

  package init(_ request: SourceRequest) throws(HubError) { self.init(try FilesConfiguration(request)) }

  /// A plain file of this machine: reading it again costs nobody anything.
  package var isRepeatable: Bool {
    guard let address = configuration.address, !configuration.isIncremental, configuration.inside == nil,
      configuration.format == .csv
    else { return false }
    return (address.hasPrefix("file:") || !address.contains("://")) && !address.contains("*") && !address.contains("{")
  }

  /// Files that each bring changes tell nothing about rows that none of them names, and a department clears its folder.
  package var isWholeReadComplete: Bool { !configuration.isIncremental }

  /// Where each file brings changes, a folder without a new one says nothing about them.
  package var isAnswering: Bool { !configuration.isIncremental }

  package func check() async throws -> SourceState {
    let (access, finder) = try await open()
    let files = try await finder.files(access)
    guard let newest = files.last else { return SourceState(server: "files") }
    let transfer = try access.transfer(newest.address)
    if FileProtocol(newest.address) == .web {
      try await reach(transfer)
      return SourceState(server: transfer.shownAddress)
    }
    let state = try await transfer.state()
    return SourceState(
      server: transfer.shownAddress, notes: ["\(files.count) file(s); the newest has \(state.size) bytes"])
  }

  /// A web server tells nothing about a file but the file: the first piece of it is enough.
  private func reach(_ transfer: Transfer) async throws {
    do { _ = try await transfer.bytes { _ in throw Reached() } } catch is Reached {}
  }

  private struct Reached: Error {}

  package func discover() async throws -> [SourceTable] {
    let (access, finder) = try await open()
    guard let newest = try await listed(finder, access).last else { return [] }
    let header = try await header(of: newest, access)
    return [SourceTable(name: newest.name, columns: shown(header).map { SourceTable.Column(name: $0) })]
  }

  /// A first line without any column of the mapping may be no header but a person's row: nothing of it is shown.
  private func shown(_ header: [String]) -> [String] {
    let isKnown = configuration.columns.isEmpty || !Set(configuration.columns).isDisjoint(with: header)
    return header.enumerated().map { index, name in
      isKnown ? HeaderPlan.printable(name, index) : "(column \(index + 1))"
    }
  }

  package func read(
    from checkpoint: Checkpoint?, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void,
    into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    var position = try FilesPosition(checkpoint)
    let (access, finder) = try await open()
    let files = try await chosen(from: try await listed(finder, access), position)
    if configuration.isIncremental { position.listed = files.map(\.name) }
    var rows = RowsOfFiles(position, isSeveral: files.count > 1 || configuration.inside != nil)
    var seen = SeenFiles(position, files)
    for file in files {
      let content = FileContent(file: file, access: access, retry: configuration.retry)
      do {
        guard let file = try await ready(content, &seen) else { continue }
        try await read(content, as: file.digest, batchRows: batchRows, tap: tap, &rows, into: sink)
        seen.take(file, at: rows.lastModified ?? configuration.now())
      } catch let error as HubError where rows.toPassOver == 0 && seen.mayStop(at: error) {
        // The order of the files is kept: what was read so far stands, the next read begins with this one.
        seen.isStopped = true
        break
      }
    }
    var summary = rows.summary(configuration.isIncremental ? seen.next.checkpoint : nil)
    summary.deliveredAt = configuration.isIncremental ? seen.deliveredAt : nil
    return summary
  }
}
