package import HubConnectorKit
package import HubModel
import HubTransfer

/// One question to a SOAP service and its answer: a page of records, or what a verification service says about one person.
package struct SOAPInquiry: Sendable {
  /// An answer is held whole, as text and as a tree.
  static let answerLimit = 8 << 20

  let configuration: SOAPConfiguration
  let retry: RetryBudget
  let now: @Sendable () -> Int64
  private let fields: [RecordField]
  private let records: String
  private let secret: (@Sendable () async throws -> Secret)?
  private let pace: RequestPace

  /// - Parameter request: its columns are the names of the texts wanted, found by `paths`; `records` is the element they are
  ///   relative to, without it the root of the document.
  /// - Throws: what is wrong with the settings.
  package init(_ request: SourceRequest) throws(HubError) {
    configuration = try SOAPConfiguration(request)
    retry = request.retry
    now = request.now
    fields = try RecordField.all(request.columns, request.settings)
    records = request.settings.text("records") ?? "/*"
    secret = request.secret
    pace = RequestPace(perSecond: configuration.perSecond)
  }

  /// Asks about one person.
  /// - Parameter values: what stands for the placeholders of the template, for example `number` and `name`; escaped here.
  /// - Returns: the texts found, by column; one without a text is not in it, and without a record none is.
  /// - Throws: `soap-fault`, `answer-not-ok`, `value-missing`, `character-unsupported`, `duplicate-field`, and what a read
  ///   throws. No error holds a value that was asked or answered.
  package func ask(_ values: [String: String]) async throws -> [String: String] {
    let answer = try await answer(to: values, retry: retry)
    guard let record = try answer.records(records).first else { return [:] }
    var texts: [String: String] = [:]
    for field in fields {
      switch try field.value(in: record) {
      case .missing: break
      case .text(let text): texts[field.column] = text
      case .doubled:
        throw HubError(
          "duplicate-field", "The answer has more than one text for \(field.column).",
          remedy: "Say in `paths` which one is meant, for example by `[1]`.")
      }
    }
    return texts
  }

  /// Asks once, and again within the budget while the service says that it may pass.
  func answer(to values: [String: String], retry: RetryBudget) async throws -> SOAPAnswer {
    var asked: Int?
    return try await retry.retrying(asked: { _ in asked }) {
      asked = nil
      try await pace.turn()
      let reply = try await send(values)
      asked = reply.retryAfter.map { min($0, 86_400) * 1000 }
      return try read(reply)
    }
  }

  private func send(_ values: [String: String]) async throws -> TransferAnswer {
    let filled = MessageValues(values, secret: try await secret?(), now: now())
    let request = try configuration.request(filled)
    let transfer = try Transfer(configuration.address, options: configuration.transfer, request: request)
    return try await transfer.answer(limit: Self.answerLimit)
  }

  /// A fault is a fault whatever status it comes with: SOAP 1.1 sends it with 500, SOAP 1.2 with 400 or 500, some with 200.
  private func read(_ reply: TransferAnswer) throws(HubError) -> SOAPAnswer {
    guard (200..<300).contains(reply.status) else {
      throw configuration.answers.fault(reply.body) ?? httpStatus(reply.status)
    }
    guard !reply.body.isEmpty else { throw HubError("answer-empty", "The service answered without a body.") }
    return try configuration.answers.read(reply.body)
  }

  private func httpStatus(_ status: Int) -> HubError {
    let mayPass = [408, 425, 429].contains(status) || (status >= 500 && status != 501 && status != 505)
    return HubError(
      "http-status", "The service answered with status \(status) and no fault.", persistence: mayPass ? .transient : .terminal)
  }
}
