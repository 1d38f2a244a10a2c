/// A setting of the server that has to be so, and why.
struct SettingRule: Sendable {
  let name: String
  let severity: DoctorFinding.Severity
  /// What to set.
  let wanted: String
  let why: Told
  /// All settings that are looked at, by name.
  let holds: @Sendable ([String: String]) -> Bool

  private init(
    _ name: String, _ severity: DoctorFinding.Severity, _ wanted: String, zh: String, en: String,
    holds: (@Sendable ([String: String]) -> Bool)? = nil
  ) {
    self.name = name
    self.severity = severity
    self.wanted = wanted
    why = Told(zh: zh, en: en)
    self.holds = holds ?? { Self.plain($0[name]) == wanted }
  }

  static var names: [String] { all.map(\.name) + ["log_parameter_max_length"] }

  /// Nil where the rule holds, or the server does not have the setting. `role`: whose setting it is; nil for the server's.
  func finding(_ values: [String: String], of role: String?) -> DoctorFinding? {
    guard let value = values[name], !holds(values) else { return nil }
    let whose = role.map { Told(zh: "角色 \($0) 的 ", en: "of role \($0): ") } ?? Told(zh: "", en: "")
    let change = role.map { "ALTER ROLE \($0) RESET \(name)" } ?? "ALTER SYSTEM SET \(name) = '\(wanted)'"
    return DoctorFinding(
      "setting-\(name.map { $0 == "_" || $0 == "." ? "-" : String($0) }.joined())", severity,
      Told(zh: "\(whose.zh)\(name) = \(value)：\(why.zh)", en: "\(whose.en)\(name) = \(value): \(why.en)"),
      remedy: Told(zh: change, en: change + "."))
  }

  /// Booleans are written in several ways.
  private static func plain(_ value: String?) -> String? {
    switch value?.lowercased() {
    case "true", "yes", "1": "on"
    case "false", "no", "0": "off"
    case let word: word
    }
  }

  // MARK: the rules

  static let all: [SettingRule] = durability + secrecy + watching

  private static let durability = [
    SettingRule(
      "fsync", .fault, "on", zh: "断电会毁坏数据库", en: "a loss of power destroys the database"),
    SettingRule(
      "full_page_writes", .fault, "on", zh: "断电会毁坏数据页", en: "a loss of power destroys pages"),
    SettingRule(
      "synchronous_commit", .fault, "on", zh: "审计落盘之前答复已经发出", en: "answers leave before their audit entry is durable",
      holds: { plain($0["synchronous_commit"]) != "off" }),
    SettingRule(
      "wal_level", .warning, "replica", zh: "无法做基础备份和时间点恢复", en: "no base backup and no recovery to a point in time",
      holds: { $0["wal_level"] != "minimal" }),
    SettingRule(
      "data_checksums", .warning, "on", zh: "磁盘损坏不会被发现（停机后用 pg_checksums --enable 打开）",
      en: "damage on disk goes unseen (turned on by pg_checksums --enable while the server is down)"),
  ]

  private static let secrecy = [
    SettingRule(
      "password_encryption", .fault, "scram-sha-256", zh: "口令以可破解的形式保存", en: "passwords are kept in a form that can be cracked"),
    SettingRule(
      "log_statement", .fault, "none", zh: "语句及参数会写入日志", en: "statements and their values are written to the log",
      holds: { ["none", "ddl"].contains($0["log_statement"]) }),
    SettingRule(
      "log_min_duration_statement", .fault, "-1", zh: "慢语句连同参数会写入日志（或设 log_parameter_max_length = 0）",
      en: "slow statements are written to the log with their values (or set log_parameter_max_length = 0)",
      holds: { logsNoValues($0, "log_min_duration_statement") }),
    SettingRule(
      "log_min_duration_sample", .fault, "-1", zh: "抽样语句连同参数会写入日志（或设 log_parameter_max_length = 0）",
      en: "sampled statements are written to the log with their values (or set log_parameter_max_length = 0)",
      holds: { logsNoValues($0, "log_min_duration_sample") }),
    SettingRule(
      "log_parameter_max_length_on_error", .fault, "0", zh: "出错语句的参数会写入日志",
      en: "the values of refused statements are written to the log",
      holds: { $0["log_parameter_max_length_on_error"] == "0" }),
    SettingRule(
      "log_error_verbosity", .warning, "terse", zh: "错误详情可能把行的内容写入日志", en: "details of errors can write rows to the log"),
    SettingRule("debug_print_parse", .fault, "off", zh: "语句树会写入日志", en: "statement trees are written to the log"),
    SettingRule("debug_print_rewritten", .fault, "off", zh: "语句树会写入日志", en: "statement trees are written to the log"),
    SettingRule("debug_print_plan", .fault, "off", zh: "语句树会写入日志", en: "statement trees are written to the log"),
    SettingRule(
      "auto_explain.log_min_duration", .fault, "-1", zh: "执行计划连同常量会写入日志",
      en: "plans are written to the log with their constants", holds: { $0["auto_explain.log_min_duration"] == "-1" }),
    SettingRule(
      "pgaudit.log_parameter", .fault, "off", zh: "语句参数会写入日志", en: "the values of statements are written to the log"),
  ]

  private static let watching = [
    SettingRule(
      "log_connections", .advice, "on", zh: "日志里看不到谁登录过", en: "the log does not tell who signed in",
      holds: { !["off", ""].contains(plain($0["log_connections"])) }),
    SettingRule(
      "track_activities", .advice, "on", zh: "看不到正在进行的会话", en: "what sessions do cannot be seen"),
    SettingRule(
      "ssl", .advice, "on", zh: "服务器不提供 TLS；仅限本机套接字时无妨", en: "the server offers no TLS; right on a socket of this machine only",
      holds: { plain($0["ssl"]) == "on" || !isLocal($0["listen_addresses"]) }),
    SettingRule(
      "listen_addresses", .warning, "", zh: "服务器在网络上监听而不提供 TLS（ssl = off）",
      en: "the server listens on the network without TLS (ssl = off)",
      holds: { plain($0["ssl"]) == "on" || isLocal($0["listen_addresses"]) }),
  ]

  private static func logsNoValues(_ values: [String: String], _ name: String) -> Bool {
    values[name] == "-1" || values["log_parameter_max_length"] == "0"
  }

  private static func isLocal(_ addresses: String?) -> Bool {
    let local: Set<String> = ["", "localhost", "127.0.0.1", "::1"]
    return (addresses ?? "").split(separator: ",").allSatisfy { local.contains($0.filter { $0 != " " }) }
  }
}
