package import HubConnectorKit
package import HubModel
import HubTransfer

extension FilesConfiguration {
  /// - Throws: `address-missing`, `dialect-missing`, `dialect-unsuitable`, `name-pattern-malformed`, `cursor-not-taken`,
  ///   `readiness-unsuitable`, `name-pattern-unsuitable`.
  package init(_ request: SourceRequest) throws(HubError) {
    let settings = request.settings
    let format = settings.text("format").flatMap(FileFormat.init) ?? .csv
    let dialect = settings.group("dialect")
    guard (settings.text("url") == nil) != (settings.text("path") == nil) else {
      throw HubError("address-missing", "A files source needs either `url` or `path`.")
    }
    guard settings.text("path") == nil || request.secret != nil else {
      throw HubError("address-missing", "`path` needs a `connection` whose secret holds the `url` before it.")
    }
    guard format == .xlsx || dialect != nil else {
      throw HubError("dialect-missing", "A csv file needs `dialect: {encoding: …, header: by_name}`.")
    }
    self.init(
      address: "", encoding: dialect?.text("encoding").flatMap(TextEncoding.init(word:)) ?? .utf8, columns: request.columns,
      dialect: try Self.dialect(dialect))
    address = request.address("url")
    path = settings.text("path")
    self.format = format
    inside = try settings.text("inside").map { text throws(HubError) in try NamePattern(text) }
    sheets = settings.texts("sheets") ?? []
    headerRow = settings.count("header_row") ?? 1
    readiness = FileReadiness(settings.group("ready_when"))
    transfer.authorities = settings.text("authorities")
    transfer.requiresTLS = settings.flag("tls") ?? true
    try take(request)
    if let address { try check(address) }
  }

  private mutating func take(_ request: SourceRequest) throws(HubError) {
    if case .incremental(let increment) = request.load {
      guard increment.cursor == nil else {
        throw HubError(
          "cursor-not-taken", "Files have no cursor: each file is read once, in the order of the names.",
          remedy: "Leave `cursor` out of `load`.")
      }
      isIncremental = true
    }
    secret = request.secret
    retry = request.retry
    now = request.now
  }

  private static func dialect(_ settings: SourceSettings?) throws(HubError) -> Dialect {
    let delimiter = settings?.text("delimiter") ?? ","
    return try Dialect(
      delimiter: FilesConnector.delimiters[delimiter] ?? delimiter, nullMarks: settings?.texts("null") ?? [],
      toleratesEmptyTrailingField: settings?.flag("trailing_empty_field") ?? false)
  }
}
