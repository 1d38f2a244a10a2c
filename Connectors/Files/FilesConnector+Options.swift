package import HubConnectorKit

extension FilesConnector {
  package static let name = "files"
  package static let loads: Set<LoadKind> = [.fullSnapshot, .incremental]
  package static let secretKeys = ["url", "user", "password", "private_key", "passphrase", "host_key"]

  static let schemes = ["file", "http", "https", "ftp", "ftps", "sftp"]

  package static let options: [SourceOption] = [
    SourceOption(
      "url", .address(schemes: schemes),
      zh: "文件地址；文件名可含 {yyyyMMdd}、{yyyy-MM-dd}、{yyyyMM}、{HHmmss} 和 *",
      en: "the file's address; its name may hold {yyyyMMdd}, {yyyy-MM-dd}, {yyyyMM}, {HHmmss} and *"),
    SourceOption(
      "path", .text, zh: "相对于 connection 中 url 的路径；与 url 二选一",
      en: "the path behind the url that the secret of `connection:` holds; in place of `url`"),
    SourceOption("format", .word(FileFormat.allCases.map(\.rawValue)), zh: "csv（默认）或 xlsx", en: "csv (default) or xlsx"),
    SourceOption(
      "inside", .text, zh: "文件是 zip 包：读取包内名称与此相符的文件",
      en: "the file is a zip archive: read the files in it whose name fits this pattern"),
    SourceOption(
      "dialect", .group(dialect), zh: "csv 的编码、表头和分隔符", en: "encoding, header and delimiter of a csv file"),
    SourceOption("sheets", .texts, zh: "xlsx 的工作表；默认唯一的可见工作表", en: "sheets of an xlsx file; the one visible sheet unless given"),
    SourceOption("header_row", .count(1...1000), zh: "xlsx 表头所在行，默认 1", en: "the row of an xlsx file's header; 1 unless given"),
    SourceOption(
      "ready_when", .group(readiness), zh: "何时视为写完；经 FTP、SFTP 默认观察 5 秒",
      en: "when the file counts as finished; watched over FTP and SFTP 5 s unless given"),
    SourceOption("authorities", .text, zh: "信任的证书机构（PEM 文件）", en: "a PEM file of the authorities to trust"),
    SourceOption("tls", .flag, zh: "ftp 是否要求 TLS，默认 true", en: "whether ftp must be secured by TLS; true unless given"),
  ]

  private static let dialect: [SourceOption] = [
    SourceOption(
      "encoding", .word(TextEncoding.allCases.map(\.rawValue)), required: true, zh: "文件实际编码；从不猜测",
      en: "what the department really writes; never guessed"),
    SourceOption("header", .word(["by_name"]), required: true, zh: "按列名取列", en: "columns are found by name"),
    SourceOption("delimiter", .word(Array(delimiters.keys).sorted()), zh: "分隔符，默认逗号", en: "a comma unless given"),
    SourceOption("null", .texts, zh: "各列通用的空值标记", en: "texts that mean \"no value\" in every column"),
    SourceOption(
      "trailing_empty_field", .flag, zh: "是否容忍行末多一空字段，默认 false", en: "tolerate one empty field too many; false unless given"),
  ]

  private static let readiness: [SourceOption] = [
    SourceOption(
      "companion", .word([".ok", ".md5", ".sm3", ".sha256"]), zh: "伴随文件：.ok 只须存在，其余须与内容摘要相符（.md5 只防传输差错，不防篡改）",
      en:
        "a file beside it: .ok must be there, the others must hold the content's digest (.md5 proves no more than an undamaged line)"
    ),
    SourceOption("stable_for", .duration, zh: "大小和时间在此时长内不变", en: "size and time have not changed for so long"),
  ]

  static let delimiters = [",": ",", ";": ";", "|": "|", "tab": "\t"]
}

/// How a file is written.
enum FileFormat: String, CaseIterable {
  case csv, xlsx
}
