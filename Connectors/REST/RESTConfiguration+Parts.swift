import HubConnectorKit
import HubModel
import HubTransfer

extension RESTConfiguration {
  static func body(
    _ settings: SourceSettings, _ headers: [NamedTemplate], _ format: PageFormat
  ) throws(HubError) -> BodyTemplate? {
    guard let text = settings.text("body") else { return nil }
    let declared = headers.first { $0.name.lowercased() == "content-type" }?.template.filled([:])
    return BodyTemplate(template: try Template(text, words: words), mediaType: (declared ?? format.mediaType).lowercased())
  }

  static func plan(
    _ settings: SourceSettings, _ request: SourceRequest, _ pagination: Pagination
  ) throws(HubError) -> PagePlan {
    var paths: [String: FieldPath] = [:]
    for (column, text) in settings.table("paths") ?? [:] { paths[column] = try FieldPath(text) }
    var cursor: String?
    if case .incremental(let increment) = request.load { cursor = increment.cursor }
    var ok: FieldPath?
    if let group = settings.group("ok") { ok = try FieldPath(group.needed("path")) }
    return try PagePlan(
      records: FieldPath(settings.needed("records")), columns: request.columns, paths: paths, cursor: cursor,
      optional: Set(settings.texts("optional") ?? []), ok: ok, count: settings.path("count"), next: pagination.path)
  }

  static func options(_ settings: SourceSettings) -> Transfer.Options {
    var options = Transfer.Options()
    // A signature and a key are for the address that was agreed on.
    options.redirectsAtMost = 0
    options.authorities = settings.text("authorities")
    options.proxy = settings.text("proxy")
    if let seconds = settings.count("connect_timeout") { options.connectTimeout = seconds * 1000 }
    if let seconds = settings.count("stall_timeout") { options.stallTimeout = seconds }
    return options
  }

  /// - Throws: `template-missing`, `load-unsuitable`.
  func checkTemplates() throws(HubError) {
    let places = (headers + query).reduce(body?.template.places ?? []) { $0.union($1.template.places) }
    let wanted = pagination.wantedWords
    guard wanted.isEmpty || !wanted.isDisjoint(with: places) else {
      throw HubError(
        "template-missing", "The pagination is declared, but no request names the page.",
        remedy: "Put {\(wanted.sorted().joined(separator: "} or {"))} into `query`, `body` or `headers`.")
    }
    guard case .incremental(let increment) = load else { return }
    if increment.cursor == nil, !resumesByCursor {
      throw HubError("load-unsuitable", "An incremental load needs `cursor`, or pagination by the interface's own cursor.")
    }
    if increment.cursor != nil, !places.contains("from") {
      throw HubError(
        "template-missing", "The load is incremental, but no request names {from}: every read would bring everything.")
    }
  }

  func checkSecret(_ request: SourceRequest) throws(HubError) {
    guard request.secret != nil || !authentication.needsSecret else {
      throw HubError("secret-missing", "`auth` needs a secret, and the mapping names no `connection:`.")
    }
  }
}

extension Pagination {
  init(_ settings: SourceSettings?) throws(HubError) {
    let size = settings?.count("size")
    switch settings?.text("kind") {
    case "page": self = .page(size: try Self.needed(size), first: settings?.count("first") ?? 1)
    case "offset": self = .offset(size: try Self.needed(size))
    case "cursor": self = .cursor(try FieldPath(settings?.needed("path") ?? ""), size: size)
    case "link": self = .link(try settings?.path("path"))
    default: self = .none
    }
  }

  private static func needed(_ size: Int?) throws(HubError) -> Int {
    guard let size, size > 0 else { throw HubError("option-missing", "Pagination by page or offset needs `size`.") }
    return size
  }
}
