import HubConnectorKit
import HubModel
import HubTransfer

/// The settings of one source, understood.
struct RESTConfiguration: Sendable {
  let address: WebAddress
  let method: String
  let headers: [NamedTemplate]
  let query: [NamedTemplate]
  let body: BodyTemplate?
  let format: PageFormat
  /// Nil for XML that tells its own.
  let encoding: TextEncoding?
  let plan: PagePlan
  /// The value that says all is well; nil where pages say nothing of the kind.
  let ok: String?
  let hasTotal: Bool
  let pagination: Pagination
  let authentication: Authentication
  let perSecond: Int?
  let time: TimeFormat
  let load: SourceLoad
  /// `{from}` of a first read, where the interface demands one.
  let since: String?
  let pagesAtMost: Int
  let transfer: Transfer.Options
  /// To show a table by.
  let tableName: String

  /// What may stand in headers, parameters and body.
  static let words: Set<String> = ["page", "offset", "limit", "cursor", "from", "to", "today", "request_id"]

  /// - Throws: what is wrong with the settings as a whole.
  init(_ request: SourceRequest) throws(HubError) {
    let settings = request.settings
    _ = try settings.needed("url")
    address = try WebAddress(request.address("url") ?? "")
    headers = try settings.templates("headers", words: Self.words)
    query = try settings.templates("query", words: Self.words)
    let format = settings.text("format").flatMap { PageFormat(rawValue: $0) } ?? .json
    self.format = format
    let declared = settings.text("encoding").flatMap { TextEncoding(word: $0) }
    encoding = declared == nil && format == .json ? .utf8 : declared
    let body = try Self.body(settings, headers, format)
    self.body = body
    method = settings.text("method") ?? (body == nil ? "GET" : "POST")
    pagination = try Pagination(settings.group("pagination"))
    let zone = try TimeZoneOffset(settings.text("time_zone") ?? "Asia/Shanghai")
    time = try TimeFormat(settings.text("time_format") ?? "yyyy-MM-dd HH:mm:ss", zone: zone)
    authentication = try Authentication(settings.group("auth"), zone: zone, secretKeys: RESTConnector.secretKeys)
    plan = try Self.plan(settings, request, pagination)
    ok = settings.group("ok")?.text("equals")
    hasTotal = settings.text("count") != nil
    perSecond = settings.group("rate")?.count("per_second")
    load = request.load
    since = settings.text("since")
    pagesAtMost = settings.count("pages_at_most") ?? 1_000_000
    transfer = Self.options(settings)
    tableName = settings.text("records") ?? "$"
    try checkTemplates()
    try checkSecret(request)
  }

  /// Without the query: what errors show, wherever a link led.
  var shownAddress: String { address.origin + address.path }

  /// How cursor values of rows are read; nil where rows are not read on by a column.
  var clock: CursorClock? {
    guard case .incremental(let increment) = load, increment.cursor != nil else { return nil }
    return CursorClock(format: time, skew: Int64(increment.skew) * 1000)
  }

  /// True where the API's own cursor is where the next read begins.
  var resumesByCursor: Bool {
    guard case .incremental(let increment) = load, case .cursor = pagination else { return false }
    return increment.cursor == nil
  }
}
