import HubConnectorKit
import HubModel
import HubODBC

extension ODBCOptions {
  /// Words of connection strings that carry secrets; spaces and underscores do not matter.
  private static let secretWords: Set<String> = [
    "pwd", "password", "uid", "user", "username", "userid", "login", "tlskeypwd", "sslkeypwd", "newpassword", "token",
    "accesstoken", "secret", "connsettings", "initstmt", "savefile", "trustedconnection",
  ]
  /// Words that other options own, that switch logs on, or that carry further words or code.
  private static let ownedWords: Set<String> = [
    "driver", "dsn", "filedsn", "server", "servername", "host", "hostname", "addr", "address", "networkaddress", "socket",
    "pqopt", "option", "options", "commlog", "logfile", "logdir", "dumpfile", "forcetls", "encrypt", "encryption",
    "trustservercertificate", "servercertificate", "hostnameincertificate", "plugindir", "pluginauth",
  ]
  private static let ownedStarts = ["debug", "trace", "ssl", "tls"]

  init(_ settings: SourceSettings, _ dialect: SQLDialect, _ security: LineSecurity) throws(HubError) {
    let queryTimeout = settings.count("query_timeout") ?? 300
    var keywords = try Self.driver(settings)
    keywords += dialect.keywords(
      server: settings.text("server"), port: settings.count("port"), database: settings.text("database"),
      charset: settings.text("text") == "GBK" ? "gbk" : nil, patience: queryTimeout + 30, libpq: security.libpq)
    keywords += security.keywords(dialect)
    for (name, value) in (settings.table("parameters") ?? [:]).sorted(by: { $0.key < $1.key }) {
      try Self.check(name)
      keywords.removeAll { $0.name.lowercased() == name.lowercased() }
      keywords.append((name: name, value: value))
    }
    var session: [String] = []
    for text in settings.texts("session") ?? [] { session.append(try SessionStatement.checked(text)) }
    // The fence last: no statement of the mapping stands behind it.
    self.init(
      keywords: keywords, statements: dialect.manners + session + dialect.fence, transaction: dialect.transaction,
      loginTimeout: settings.count("login_timeout") ?? 10, queryTimeout: queryTimeout)
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
    guard !ownedWords.contains(word), !ownedStarts.contains(where: { word.hasPrefix($0) }), !isAbbreviation(word) else {
      throw unsuitable(
        "`parameters` may not hold \(name).", remedy: "TLS is said in `tls`, the place in `server`; logs are never written.")
    }
  }

  /// psqlodbc's short words, `B2` for Debug or `CA` for SSLmode, stand for long ones.
  private static func isAbbreviation(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    guard bytes.count == 2, (0x61...0x64).contains(bytes[0]) else { return false }
    return (0x30...0x39).contains(bytes[1]) || word == "ca" || word == "cx"
  }
}
