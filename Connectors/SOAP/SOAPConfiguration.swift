import HubConnectorKit
import HubModel
import HubTransfer

/// Which service is asked, with which words, and how its answers are understood.
struct SOAPConfiguration: Sendable {
  /// What XML of departments is written in; others would need another reading of the bytes.
  static let encodings: [TextEncoding] = [.utf8, .gbk, .gb18030]

  let address: String
  let version: SOAPVersion
  let action: String
  let encoding: TextEncoding
  let envelope: MessageTemplate
  let inner: InnerRequest?
  let headers: [HeaderTemplate]
  let signsInBasic: Bool
  let answers: AnswerRules
  let perSecond: Int?
  let transfer: Transfer.Options

  init(_ request: SourceRequest) throws(HubError) {
    let settings = request.settings
    guard let address = request.address("url") else { throw optionMissing("url") }
    self.address = address
    version = SOAPVersion(rawValue: settings.text("version") ?? "") ?? .v11
    action = try Self.action(settings)
    encoding = settings.text("encoding").flatMap { TextEncoding(word: $0) } ?? .utf8
    envelope = try MessageTemplate(envelope: try settings.required("template"), encoding: encoding)
    inner = try InnerRequest(settings.group("request_inner"))
    headers = try HeaderTemplate.all(settings.table("headers") ?? [:])
    signsInBasic = settings.text("authentication") == "basic"
    answers = try AnswerRules(settings, encoding: encoding)
    perSecond = settings.group("rate")?.count("per_second")
    transfer = Self.transfer(settings)
    guard names.contains("inner") == (inner != nil) else { throw Self.innerUnused }
    guard request.secret != nil || !needsSecret else { throw Self.secretless }
  }

  /// Every placeholder of the request.
  var names: Set<String> {
    headers.reduce(envelope.names.union(inner?.template.names ?? [])) { $0.union($1.template.names) }
  }

  /// What the service is called where a table needs a name.
  var tableName: String { action.isEmpty ? "answer" : action }

  var isOpenLine: Bool { address.lowercased().hasPrefix("http:") }

  var needsSecret: Bool {
    signsInBasic || names.contains { $0 == "security" || $0.hasPrefix("secret.") }
  }

  private static func action(_ settings: SourceSettings) throws(HubError) -> String {
    let action = settings.text("action") ?? ""
    guard action.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) else {
      throw HubError("option-malformed", "`action` holds a blank, a quote or a character that no header may have.")
    }
    return action
  }

  private static func transfer(_ settings: SourceSettings) -> Transfer.Options {
    var options = Transfer.Options()
    options.authorities = settings.text("authorities")
    options.proxy = settings.text("proxy")
    if let seconds = settings.count("connect_timeout") { options.connectTimeout = seconds * 1000 }
    if let seconds = settings.count("stall_timeout") { options.stallTimeout = seconds }
    // What is asked holds a person's number: it goes to the address that was configured and to no other.
    options.redirectsAtMost = 0
    return options
  }

  private static var innerUnused: HubError {
    HubError("template-unsuitable", "`request_inner` and `{inner}` in the template go together: one of both is missing.")
  }

  private static var secretless: HubError {
    HubError(
      "connection-missing", "The request needs a secret, and the mapping names none.", remedy: "Name it in `connection:`.")
  }
}
