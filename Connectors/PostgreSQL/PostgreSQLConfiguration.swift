import HubConnectorKit
import HubModel
import HubPostgres

/// Where a department's database is, what is read there, and how.
struct PostgreSQLConfiguration: Sendable {
  enum Method: Sendable, Equatable {
    case whole
    case cursor(Increment)
    /// A snapshot, then the server's log of changes.
    case stream(StreamNames)
  }

  var host: String
  var port: Int
  var database: String
  var relation: SourceRelation
  var method: Method
  var tls: PostgresServer.TLS
  var authorities: String?
  var gssEncryption: PostgresServer.GSSEncryption
  /// Connections that read a table whole.
  var lanes: Int
  /// Seconds.
  var statementTimeout: Int
  var columns: [String]
  var keyColumns: [String]

  /// - Throws: `setting-missing`, `settings-contradict`, `table-malformed`, `query-refused`, `column-asked-twice`.
  init(_ request: SourceRequest) throws(HubError) {
    let settings = request.settings
    host = try Self.required("host", in: settings)
    database = try Self.required("database", in: settings)
    port = settings.count("port") ?? 5432
    relation = try SourceRelation(table: settings.text("table"), query: settings.text("query"))
    method = try Self.method(request)
    let tls = settings.group("tls")
    self.tls = tls?.text("mode").flatMap { PostgresServer.TLS(rawValue: $0) } ?? .verifyFull
    authorities = tls?.text("authorities").map { Self.path($0, sources: request.sources) }
    gssEncryption = settings.text("gssencmode").flatMap { PostgresServer.GSSEncryption(rawValue: $0) } ?? .disable
    lanes = min(8, max(1, settings.count("parallel") ?? 1))
    statementTimeout = settings.count("statement_timeout") ?? 600
    columns = request.columns
    keyColumns = request.keyColumns
    guard Set(columns.map { Array($0.utf8) }).count == columns.count else {
      throw HubError("column-asked-twice", "The mapping asks for one column of the source more than once.")
    }
  }

  private static func required(_ name: String, in settings: SourceSettings) throws(HubError) -> String {
    guard let text = settings.text(name), !text.isEmpty else {
      throw HubError("setting-missing", "The source has no `\(name)`.", remedy: "Name it in the mapping's `source:`.")
    }
    return text
  }

  private static func method(_ request: SourceRequest) throws(HubError) -> Method {
    if request.settings.text("stream") == "logical" { return .stream(try StreamNames(request)) }
    guard case .incremental(let increment) = request.load else { return .whole }
    guard increment.cursor != nil else {
      throw HubError(
        "setting-missing", "An incremental load of a table needs a cursor column.",
        remedy: "Name it in `load: {cursor: …}`.")
    }
    guard !request.keyColumns.isEmpty else { throw Self.keyMissing }
    return .cursor(increment)
  }

  static var keyMissing: HubError {
    HubError(
      "setting-missing", "An incremental load needs the columns of the row key.", remedy: "Name them in `load: {key: …}`.")
  }

  /// libpq takes a path, not an address.
  private static func path(_ text: String, sources: String) -> String {
    let folder = sources.hasSuffix("/") ? String(sources.dropLast()) : sources
    let path = text.replacing("{sources}", with: folder)
    return path.hasPrefix("file://") ? String(path.dropFirst(7)) : path
  }
}
