package import HubConnectorKit
package import HubModel

/// Reads records out of the answers of a SOAP service, page by page.
package struct SOAPConnector: Connector {
  package static let name = "soap"

  let inquiry: SOAPInquiry
  let plan: ReadPlan

  package init(_ request: SourceRequest) throws(HubError) {
    inquiry = try SOAPInquiry(request)
    plan = try ReadPlan(request, inquiry.configuration)
  }

  /// Asking again costs the department another answer, and an answer may carry its own time or number.
  package var isRepeatable: Bool { false }

  /// Asks once as a read does, and drops what comes: a SOAP service has no other way to say that it would answer.
  package func check() async throws -> SourceState {
    let position = plan.start(now: inquiry.now())
    var values = plan.values(at: position)
    values["from"] = values["to"]
    let answer = try await inquiry.answer(to: values, retry: .none)
    _ = try answer.records(plan.records)
    var notes: [String] = []
    if inquiry.configuration.needsSecret, inquiry.configuration.isOpenLine {
      notes.append("The secret travels unencrypted: the address is not https:.")
    }
    return SourceState(server: "SOAP \(inquiry.configuration.version.rawValue)", notes: notes)
  }

  /// One table: what the first record of the first page is made of.
  package func discover() async throws -> [SourceTable] {
    let position = plan.start(now: inquiry.now())
    let answer = try await inquiry.answer(to: plan.values(at: position), retry: .none)
    guard let record = SOAPPage(try answer.records(plan.records)).records.first else { return [] }
    let names = try record.childNames()
    return [SourceTable(name: inquiry.configuration.tableName, columns: names.map { SourceTable.Column(name: $0) })]
  }

  package func read(
    from checkpoint: Checkpoint?, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void,
    into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    var reading = SOAPReading(plan, at: try plan.position(checkpoint, now: inquiry.now()), batchRows: batchRows)
    while let values = try reading.nextValues() {
      let answer = try await inquiry.answer(to: values, retry: inquiry.retry)
      answer.bytes.withUnsafeBytes { tap($0) }
      let page = SOAPPage(try answer.records(plan.records), total: answer.total)
      try reading.begin(page, bytes: answer.bytes.count)
      for record in page.records {
        try reading.take(record)
        if let batch = reading.fullBatch() { try await sink(batch) }
      }
      try Task.checkCancellation()
    }
    try reading.checkEnd()
    if let batch = reading.lastBatch() { try await sink(batch) }
    return reading.summary
  }
}
