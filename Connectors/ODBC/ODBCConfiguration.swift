import HubConnectorKit
import HubModel
import HubODBC

/// What a mapping says of its source, checked as a whole.
struct ODBCConfiguration: Sendable {
  /// Where rows come from.
  enum Origin: Sendable, Equatable {
    /// The parts of a name: schema and table, or the table alone.
    case table([String])
    case query(String)
  }

  let dialect: SQLDialect
  let origin: Origin
  let encoding: TextEncoding
  let security: LineSecurity
  let options: ODBCOptions
  let columns: [String]
  let keys: [String]
  let increment: Increment?
  let database: String?

  /// - Throws: `options-unsuitable`, `query-refused`, `session-refused`,
  ///   `secret-in-options`, `column-asked-twice`, `cursor-missing`.
  init(_ request: SourceRequest) throws(HubError) {
    let settings = request.settings
    guard let dialect = SQLDialect(rawValue: settings.text("dialect") ?? "") else {
      throw unsuitable("`dialect` must be one of \(SQLDialect.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    guard Set(request.columns.map { Array($0.utf8) }).count == request.columns.count, !request.columns.isEmpty else {
      throw HubError("column-asked-twice", "The mapping asks for no column, or for one more than once.")
    }
    self.dialect = dialect
    origin = try Origin(settings, dialect)
    encoding = try Self.encoding(settings.text("text") ?? "utf8")
    security = try LineSecurity(settings, dialect, sources: request.sources)
    options = try ODBCOptions(settings, dialect, security)
    columns = request.columns
    keys = request.keyColumns
    increment = try Self.increment(request.load)
    database = settings.text("database")
  }

  /// In what form the driver is asked for text.
  var text: ODBCQuery.Text { encoding == .utf16LittleEndian ? .wide : .bytes }

  private static func encoding(_ word: String) throws(HubError) -> TextEncoding {
    switch word {
    case "utf8": return .utf8
    case "wide": return .utf16LittleEndian
    case "GBK": return .gbk
    case "GB18030": return .gb18030
    default: throw unsuitable("`text` must be utf8, wide, GBK or GB18030.")
    }
  }

  private static func increment(_ load: SourceLoad) throws(HubError) -> Increment? {
    guard case .incremental(let increment) = load else { return nil }
    guard increment.cursor != nil else {
      throw HubError(
        "cursor-missing", "An incremental load from a database needs the column that says when a row changed last.",
        remedy: "Name it in `load: {cursor: …}`.")
    }
    return increment
  }
}

extension ODBCConfiguration.Origin {
  init(_ settings: SourceSettings, _ dialect: SQLDialect) throws(HubError) {
    switch (settings.text("table"), settings.text("query")) {
    case (let table?, nil):
      let parts = table.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
      guard parts.count <= 3, parts.allSatisfy({ !$0.isEmpty }) else {
        throw unsuitable("`table` must be a table's name, with its schema and a dot before it where needed.")
      }
      self = .table(parts)
    case (nil, let query?): self = .query(try SelectCheck.checked(query, brackets: dialect == .sqlserver))
    default: throw unsuitable("Give either `table` or `query`.")
    }
  }

  /// What stands behind FROM; its columns are `q`'s.
  func sql(_ dialect: SQLDialect) -> String {
    switch self {
    case .table(let parts): parts.map { dialect.quoted($0) }.joined(separator: ".") + " q"
    case .query(let text): "(\(text)) q"
    }
  }
}

func unsuitable(_ message: String, remedy: String? = nil) -> HubError {
  HubError("options-unsuitable", message, remedy: remedy)
}
