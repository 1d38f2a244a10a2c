import HubConnectorKit
import HubModel
import HubXML

/// How the body of an answer is understood.
struct AnswerRules: Sendable {
  private static let body = "/*[local-name()='Envelope']/*[local-name()='Body']"

  let namespaces: [String: String]
  private let encoding: TextEncoding
  private let inner: InnerRule?
  private let ok: OkRule?
  private let count: String?
  private let faults: FaultRules

  init(_ settings: SourceSettings, encoding: TextEncoding) throws(HubError) {
    namespaces = settings.table("namespaces") ?? [:]
    self.encoding = encoding
    inner = try InnerRule(settings.group("inner"))
    ok = try OkRule(settings.group("ok"))
    count = settings.text("count")
    faults = try FaultRules(settings.table("faults") ?? [:])
  }

  /// - Throws: `soap-fault`, `answer-not-ok`, `envelope-missing`, `inner-missing`, `count-missing`, what makes XML unreadable.
  func read(_ bytes: [UInt8]) throws(HubError) -> SOAPAnswer {
    let outer = try document(bytes)
    try refuseFault(outer)
    guard try !outer.nodes(Self.body, namespaces: [:]).isEmpty else {
      throw HubError(
        "envelope-missing", "The answer is XML, but no SOAP envelope.", remedy: "Check that `url` is the service's own address."
      )
    }
    let code = try code(in: outer)
    if let ok, let code, try !ok.holdsRecords(code) {
      return SOAPAnswer(bytes: bytes, documents: [], namespaces: namespaces)
    }
    let documents = try inner?.documents(in: outer, namespaces: namespaces, encoding: encoding) ?? [outer]
    if let ok, code == nil, try !ok.holdsRecords(try self.code(in: documents)) {
      return SOAPAnswer(bytes: bytes, documents: [], namespaces: namespaces)
    }
    let total = try total(in: [outer] + (inner == nil ? [] : documents))
    return SOAPAnswer(bytes: bytes, documents: documents, namespaces: namespaces, total: total)
  }

  private func total(in documents: [XMLDocument]) throws(HubError) -> Int64? {
    guard let count else { return nil }
    for document in documents {
      guard let text = try document.texts(count, namespaces: namespaces).first else { continue }
      if let total = Int64(text.filter { !$0.isWhitespace }) { return total }
    }
    throw HubError("count-missing", "An answer has no whole number at `count`.")
  }

  /// The fault that the body of an HTTP error carries; nil where it carries none.
  func fault(_ bytes: [UInt8]) -> HubError? {
    guard let document = try? document(bytes), let fault = try? SOAPFault(in: document) else { return nil }
    return faults.error(for: fault)
  }

  private func document(_ bytes: [UInt8]) throws(HubError) -> XMLDocument {
    let text = try AnswerText.utf8(bytes, encoding)
    _ = try AnswerText.checkedElements(text)
    return try XMLDocument(text, encoding: "UTF-8")
  }

  private func refuseFault(_ document: XMLDocument) throws(HubError) {
    if let fault = try SOAPFault(in: document) { throw faults.error(for: fault) }
  }

  private func code(in document: XMLDocument) throws(HubError) -> String? {
    guard let ok else { return nil }
    return try document.texts(ok.path, namespaces: namespaces).first
  }

  private func code(in documents: [XMLDocument]) throws(HubError) -> String? {
    for document in documents {
      if let code = try code(in: document) { return code }
    }
    return nil
  }
}
