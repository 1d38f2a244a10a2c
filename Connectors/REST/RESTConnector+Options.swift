package import HubConnectorKit

extension RESTConnector {
  package static let secretKeys = [
    "app_key", "app_secret", "client_id", "client_secret", "key", "password", "secret", "sender_id", "unwrap_key", "user",
  ]
  package static let loads: Set<LoadKind> = [.fullSnapshot, .incremental]

  package static let options: [SourceOption] = requestOptions + pageOptions + authOptions + transferOptions

  private static let requestOptions: [SourceOption] = [
    SourceOption(
      "url", .address(schemes: ["http", "https"]), required: true, zh: "接口地址；不跟随重定向",
      en: "the interface's address; redirects are not followed"),
    SourceOption("method", .word(["GET", "POST"]), zh: "请求方法；默认 GET，有 body 时为 POST", en: "GET; POST where there is a body"),
    SourceOption(
      "headers", .table, zh: "请求头；值中可写 {page} {offset} {limit} {cursor} {from} {to} {today} {request_id}",
      en: "headers, with {page} {offset} {limit} {cursor} {from} {to} {today} {request_id}"),
    SourceOption(
      "query", .table, zh: "查询参数，占位符同 headers；占位符没有值时不发送该参数",
      en: "parameters, with places as in headers; one whose place has no value is left out"),
    SourceOption(
      "body", .text, zh: "请求体，占位符同 headers，按 Content-Type 转义；没有值的占位符为空",
      en: "the body, with places as in headers, escaped as its Content-Type demands; a place without a value is empty"),
    SourceOption(
      "time_format", .text, zh: "{from} {to} 和游标列的时间写法，默认 yyyy-MM-dd HH:mm:ss；还有 unix、unix_ms、number（递增的编号）",
      en: "how {from}, {to} and the cursor are written; yyyy-MM-dd HH:mm:ss; also unix, unix_ms, number (a growing id)"),
    SourceOption(
      "time_zone", .text, zh: "没有时区的时间所在时区，默认 Asia/Shanghai；也可写 UTC、+08:00",
      en: "of times that name none; Asia/Shanghai; also UTC, +08:00"),
    SourceOption("since", .text, zh: "首次读取时 {from} 的值；默认没有值", en: "{from} of the first read; none"),
  ]

  private static let pageOptions: [SourceOption] = [
    SourceOption("format", .word(PageFormat.allCases.map(\.rawValue)), zh: "应答格式，默认 json", en: "of the answers; json"),
    SourceOption(
      "encoding", .word(TextEncoding.allCases.map(\.rawValue)), zh: "应答的字符编码，以此为准；json 默认 UTF-8，xml 默认按其声明",
      en: "of the answers, whatever they say; UTF-8 for json, for xml its own declaration"),
    SourceOption(
      "records", .text, required: true, zh: "记录所在：json 为列表的路径，如 data.list，$ 为整个应答；xml 为记录元素的路径",
      en: "where the records are: of json the list, as data.list, or $ for the whole; of xml the record elements"),
    SourceOption(
      "paths", .table, zh: "列名 → 相对于记录的路径，点号下降，[0] 取第几个，\\. 为名称中的点；默认取与列同名的字段",
      en: "column → path within the record: dots descend, [0] indexes, \\. is a dot in a name; the field of the column's name"),
    SourceOption(
      "optional", .texts, zh: "可以在所有记录中都没有的列；其他列处处缺失时拒绝整次读取",
      en: "columns that every record may lack; any other that all lack refuses the read"),
    SourceOption(
      "count", .text, zh: "总数所在的路径；与读到的条数不符时报错 pages-incomplete",
      en: "where the total stands; another number read is the error pages-incomplete"),
    SourceOption(
      "ok",
      .group([
        SourceOption("path", .text, required: true, zh: "状态码的路径", en: "where the result code stands"),
        SourceOption("equals", .text, required: true, zh: "表示成功的值", en: "the value that means success"),
      ]), zh: "应答怎样算成功；其他值报错 upstream-refused，不当作空数据",
      en: "what a good answer says; any other value is the error upstream-refused, never an empty source"),
    SourceOption("pagination", .variants(paginations), zh: "翻页方式，默认不翻页", en: "how pages follow each other; one page"),
    SourceOption("pages_at_most", .count(1...10_000_000), zh: "一次读取最多几页，默认 1000000", en: "most pages of a read; 1000000"),
  ]

  private static let paginations: [(kind: String, options: [SourceOption])] = [
    (kind: "none", options: []),
    (
      kind: "page",
      options: [
        SourceOption("size", .count(1...1_000_000), required: true, zh: "每页条数，即 {limit}", en: "records of a page, {limit}"),
        SourceOption("first", .count(0...1), zh: "第一页的页码，默认 1", en: "number of the first page; 1"),
      ]
    ),
    (
      kind: "offset",
      options: [
        SourceOption("size", .count(1...1_000_000), required: true, zh: "每页条数，即 {limit}", en: "records of a page, {limit}")
      ]
    ),
    (
      kind: "cursor",
      options: [
        SourceOption("path", .text, required: true, zh: "下一页游标的路径，填入 {cursor}", en: "where the next page's {cursor} stands"),
        SourceOption("size", .count(1...1_000_000), zh: "每页条数，即 {limit}", en: "records of a page, {limit}"),
      ]
    ),
    (
      kind: "link",
      options: [
        SourceOption(
          "path", .text, zh: "下一页地址的路径；默认取响应头 Link 中 rel=\"next\" 的地址",
          en: "where the next page's address stands; the Link header's rel=\"next\"")
      ]
    ),
  ]

  private static let transferOptions: [SourceOption] = [
    SourceOption(
      "rate",
      .group([SourceOption("per_second", .count(1...1000), required: true, zh: "每秒最多几次请求", en: "most requests a second")]),
      zh: "限速，默认不限", en: "no limit"),
    SourceOption(
      "authorities", .text, zh: "受信任的证书颁发者（PEM 文件），默认用系统的", en: "PEM file of the authorities to trust; the system's"),
    SourceOption("proxy", .text, zh: "代理 http://主机:端口，默认不用", en: "http://host:port of a proxy; none"),
    SourceOption("connect_timeout", .duration, zh: "建立连接的时限，默认 10s", en: "until the connection must stand; 10s"),
    SourceOption("stall_timeout", .duration, zh: "多久没有数据即放弃，默认 60s", en: "without a byte until it is given up; 60s"),
  ]
}
