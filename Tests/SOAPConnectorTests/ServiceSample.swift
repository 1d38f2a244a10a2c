import HubConnectorKit
import HubModel

@testable import SOAPConnector

/// The envelopes and settings the tests share.
enum ServiceSample {
  static let soap11 = "http://schemas.xmlsoap.org/soap/envelope/"
  static let soap12 = "http://www.w3.org/2003/05/soap-envelope"

  static func envelope(_ body: String, _ namespace: String = soap11) -> String {
    "<s:Envelope xmlns:s=\"\(namespace)\"><s:Body>\(body)</s:Body></s:Envelope>"
  }

  /// An answer of rows of the elements `id`, `name` and `at`.
  static func page(rows: [(id: String, name: String, at: String)]) -> String {
    let list = rows.map { "<row><id>\($0.id)</id><name>\($0.name)</name><at>\($0.at)</at></row>" }.joined()
    return envelope("<list>\(list)</list>")
  }

  static func page(_ ids: [Int]) -> String {
    page(rows: ids.map { (id: "\($0)", name: "样本\($0)", at: "2026-01-0\($0) 00:00:00") })
  }

  static func fault11(_ code: String, _ text: String) -> String {
    envelope("<s:Fault><faultcode>s:\(code)</faultcode><faultstring>\(text)</faultstring></s:Fault>")
  }

  static func fault12(_ code: String, _ text: String) -> String {
    let parts = "<s:Code><s:Value>s:\(code)</s:Value></s:Code><s:Reason><s:Text xml:lang=\"zh\">\(text)</s:Text></s:Reason>"
    return envelope("<s:Fault>\(parts)</s:Fault>", soap12)
  }

  static func request(
    _ server: ScriptedServer, _ more: [String: SourceSettings.Value] = [:], columns: [String] = ["id", "name"],
    body: String = "<ask><page>{page}</page></ask>", load: SourceLoad = .fullSnapshot, secret: [String: String]? = nil,
    retry: RetryBudget = .none, now: Int64 = 1_770_000_000
  ) -> SourceRequest {
    var values: [String: SourceSettings.Value] = [
      "url": .text(server.address), "template": .text(envelope(body)), "records": .text("//row"),
    ]
    // The list is there, with rows or without.
    if body.contains("{page}") {
      values["ok"] = .group(SourceSettings(["path": .text("count(//list)"), "equals": .text("1")]))
    }
    values.merge(more) { _, new in new }
    var request = SourceRequest(
      settings: SourceSettings(values), columns: columns, keyColumns: ["id"], load: load, retry: retry, now: { now })
    if let secret { request.secret = { Secret(secret) } }
    return request
  }
}
