package import HubConnectorKit

extension ODBCConnector {
  package static let secretKeys = ["user", "password"]
  package static let loads: Set<LoadKind> = [.fullSnapshot, .incremental]

  package static let options: [SourceOption] = connection + content

  private static let connection: [SourceOption] = place + manner

  private static let place: [SourceOption] = [
    SourceOption(
      "driver", .text, zh: "ODBC 驱动名称或其文件路径；与 dsn 二选一",
      en: "name of the ODBC driver, or the path of its file; either this or dsn"),
    SourceOption(
      "dsn", .text, zh: "已登记的数据源名称；与 driver 二选一", en: "name of a registered data source; either this or driver"),
    SourceOption("server", .text, zh: "服务器地址", en: "the server's host"),
    SourceOption("tls", .group(tls), zh: "线路加密，默认 verify-full", en: "encryption of the line, verify-full by default"),
    SourceOption("port", .count(1...65_535), zh: "端口", en: "the server's port"),
    SourceOption("database", .text, zh: "数据库（Oracle 为服务名）", en: "the database; Oracle's service name"),
    SourceOption(
      "dialect", .word(["mariadb", "postgresql", "oracle", "sqlserver", "dameng", "kingbase"]), required: true,
      zh: "数据库的 SQL 方言；mariadb 也用于 MySQL", en: "the database's SQL; mariadb stands for MySQL too"),
  ]

  private static let tls: [SourceOption] = [
    SourceOption(
      "mode", .word(["verify-full", "verify", "require", "disable"]),
      zh: "verify-full 核验证书与名称，verify 核验证书，require 只加密，disable 明文",
      en: "verify-full checks certificate and name, verify the certificate, require only encrypts, disable does not"),
    SourceOption(
      "authorities", .address(schemes: ["file"]), zh: "受信任证书机构的 PEM 文件，默认用系统的",
      en: "PEM file of the authorities to trust; the system's"),
  ]

  private static let manner: [SourceOption] = [
    SourceOption(
      "parameters", .table, zh: "驱动的其他连接参数，不得含账号口令", en: "more connection keywords of the driver; no secrets, TLS or logs"),
    SourceOption(
      "session", .texts, zh: "登录后执行的 SET 或 ALTER SESSION SET 语句，在只读设置之前",
      en: "SET or ALTER SESSION SET statements executed after signing in, before the read-only ones"),
    SourceOption("login_timeout", .duration, zh: "登录时限，默认 10s", en: "how long signing in may take, 10s by default"),
    SourceOption(
      "query_timeout", .duration, zh: "查询多久没有应答即中止，默认 5m", en: "a query that is silent for so long is stopped, 5m by default"),
  ]

  private static let content: [SourceOption] = [
    SourceOption(
      "table", .text, zh: "表或视图，可带模式名：schema.table；与 query 二选一",
      en: "table or view, with its schema where needed: schema.table; either this or query"),
    SourceOption(
      "query", .text, zh: "单条 SELECT 查询；与 table 二选一", en: "one SELECT statement; either this or table"),
    SourceOption(
      "text", .word(["utf8", "wide", "GBK", "GB18030"]), zh: "驱动给出文本的编码，默认 utf8；wide 为 UTF-16",
      en: "in what form the driver gives text, utf8 by default; wide is UTF-16"),
  ]
}
