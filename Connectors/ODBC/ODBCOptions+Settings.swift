import HubConnectorKit
import HubModel
import HubODBC

extension ODBCOptions {
  /// Words of connection strings that carry secrets; spaces and underscores do not matter.
  private static let secretWords: Set<String> = [
    "pwd", "password", "uid", "user", "username", "userid", "login", "tlskeypwd", "sslkeypwd", "newpassword", "token",
    "accesstoken",
    "secret", "connsettings", "initstmt", "savefile", "trustedconnection",
  ]

  /// Words that make a driver write what passes into files of its own.
  private static let logWords: Set<String> = [
    "debug", "commlog", "b2", "b3", "logdir", "trace", "tracefile", "option", "options",
  ]

  init(_ settings: SourceSettings, _ dialect: SQLDialect) throws(HubError) {
    var keywords = try Self.driver(settings)
    keywords += dialect.keywords(
      server: settings.text("server"), port: settings.count("port"), database: settings.text("database"),
      charset: settings.text("text") == "GBK" ? "gbk" : nil)
    for (name, value) in (settings.table("parameters") ?? [:]).sorted(by: { $0.key < $1.key }) {
      try Self.check(name)
      keywords.removeAll { $0.name.lowercased() == name.lowercased() }
      keywords.append((name: name, value: value))
    }
    self.init(
      keywords: keywords, statements: try Self.statements(settings, dialect),
      transaction: dialect.transaction, loginTimeout: settings.count("login_timeout") ?? 10,
      queryTimeout: settings.count("query_timeout") ?? 300)
  }

  /// The fences stand before the steward's own statements and are put up again behind each: none can take them down for the next.
  private static func statements(_ settings: SourceSettings, _ dialect: SQLDialect) throws(HubError) -> [String] {
    var statements = dialect.statements
    for own in settings.texts("session") ?? [] {
      guard !own.utf8.contains(UInt8(ascii: ";")) else { throw unsuitable("`session` holds one statement an item, without `;`.") }
      statements += [own] + dialect.statements
    }
    return statements
  }

  private static func driver(_ settings: SourceSettings) throws(HubError) -> [(name: String, value: String)] {
    switch (settings.text("driver"), settings.text("dsn")) {
    case (let driver?, nil): return [(name: "DRIVER", value: driver)]
    case (nil, let name?): return [(name: "DSN", value: name)]
    default:
      throw unsuitable(
        "Give either `driver` or `dsn`.", remedy: "`odbcinst -q -d` lists the drivers, `-q -s` the data sources.")
    }
  }

  private static func check(_ name: String) throws(HubError) {
    guard isKeyword(name) else {
      throw unsuitable("A name in `parameters` has other characters than letters, digits, space and _.")
    }
    let word = name.lowercased().filter { $0 != " " && $0 != "_" }
    guard !secretWords.contains(word) else {
      throw HubError(
        "secret-in-options", "`parameters` may not hold \(name): it carries a secret, or statements beside the session's.",
        remedy: "Put user and password into the secret that `connection:` names, statements into `session`.")
    }
    guard !logWords.contains(word) else {
      throw unsuitable("`parameters` may not hold \(name): the driver would write what passes into files, in the clear.")
    }
    guard !["driver", "dsn", "filedsn"].contains(word) else { throw unsuitable("`parameters` may not hold \(name).") }
  }
}
