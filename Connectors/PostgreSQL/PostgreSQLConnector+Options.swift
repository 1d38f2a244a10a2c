package import HubConnectorKit
import HubPostgres

extension PostgreSQLConnector {
  package static let options: [SourceOption] = [
    SourceOption(
      "host", .text, required: true, zh: "服务器名称或地址；以 / 开头为套接字目录", en: "name or address; a path is the folder of a socket"),
    SourceOption("port", .count(1...65_535), zh: "端口，默认 5432", en: "port; 5432"),
    SourceOption("database", .text, required: true, zh: "数据库名", en: "name of the database"),
    SourceOption("table", .text, zh: "模式.表名，原样书写；与 query 二选一", en: "schema.table, exactly as named; either this or query"),
    SourceOption("query", .text, zh: "单条 SELECT；与 table 二选一", en: "one SELECT; either this or table"),
    SourceOption(
      "stream", .word(["none", "logical"]), zh: "logical：首次快照，此后读取逻辑复制的变更，含删除；默认 none",
      en: "logical: a snapshot first, then the changes of logical replication, deletes included; none"),
    SourceOption("slot", .text, zh: "复制槽名，stream: logical 时必填", en: "the replication slot; needed by stream: logical"),
    SourceOption("publication", .text, zh: "发布名，stream: logical 时必填", en: "the publication; needed by stream: logical"),
    SourceOption(
      "unlimited_wal", .flag, zh: "max_slot_wal_keep_size 不设上限时仍建复制槽，默认 false",
      en: "make the slot although nothing bounds the log that it keeps; false"),
    SourceOption("tls", .group(tlsOptions), zh: "线路加密，默认 verify-full", en: "encryption of the line; verify-full"),
    SourceOption(
      "gssencmode", .word(PostgresServer.GSSEncryption.allCases.map(\.rawValue)), zh: "Kerberos 加密，默认 disable",
      en: "encryption by Kerberos; disable"),
    SourceOption(
      "parallel", .count(1...8), zh: "全量读取的连接数，默认 1", en: "connections that read a table whole; 1"),
    SourceOption(
      "statement_timeout", .duration, zh: "服务器单条语句的时限，默认 10m", en: "the server's limit for one statement; 10m"),
  ]

  private static let tlsOptions: [SourceOption] = [
    SourceOption(
      "mode", .word(PostgresServer.TLS.allCases.map(\.rawValue)),
      zh: "verify-full 核验证书与名称，verify-ca 只核验证书，require 只加密，disable 明文",
      en: "verify-full checks certificate and name, verify-ca the certificate, require only encrypts, disable does not"),
    SourceOption(
      "authorities", .address(schemes: ["file"]), zh: "受信任证书机构的 PEM 文件，默认用系统的",
      en: "PEM file of the authorities to trust; the system's"),
  ]
}
