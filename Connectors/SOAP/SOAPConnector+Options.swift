package import HubConnectorKit

extension SOAPConnector {
  package static let secretKeys = ["account", "key", "license", "password", "token", "user"]
  package static let loads: Set<LoadKind> = [.fullSnapshot, .incremental]

  package static let options: [SourceOption] = requestOptions + answerOptions + transferOptions

  private static let forms = InnerForm.allCases.map(\.rawValue)
  private static let encodings = SOAPConfiguration.encodings.map(\.rawValue)

  private static let requestOptions: [SourceOption] = [
    SourceOption(
      "url", .address(schemes: ["http", "https"]), required: true, zh: "服务地址；重定向不予跟随",
      en: "the service's address; redirects are not followed"),
    SourceOption(
      "version", .word(SOAPVersion.allCases.map(\.rawValue)), zh: "SOAP 版本，默认 1.1", en: "of SOAP; 1.1"),
    SourceOption("action", .text, zh: "SOAPAction；默认为空", en: "the SOAPAction; empty"),
    SourceOption(
      "encoding", .word(encodings), zh: "请求和应答的字符编码，默认 UTF-8；以此为准，不看应答自称的编码",
      en: "of request and answer, whatever the answer says of itself; UTF-8"),
    SourceOption(
      "template", .text, required: true,
      zh: "请求信封全文；{page} {from} {to} {today} {request_id} {secret.键名} {inner} {security} 处填入",
      en: "the envelope to send, with {page} {from} {to} {today} {request_id} {secret.KEY} {inner} {security}"),
    SourceOption(
      "request_inner",
      .group([
        SourceOption(
          "template", .text, required: true, zh: "内层 XML 文本，可用同样的占位符", en: "the inner document, with the same placeholders"),
        SourceOption("encoding", .word(forms), zh: "放入信封的方式，默认 escaped", en: "how it is put into the envelope; escaped"),
      ]), zh: "作为文本放在 {inner} 处的另一份 XML", en: "a second XML document that stands as text at {inner}"),
    SourceOption("headers", .table, zh: "附加的 HTTP 头，可用占位符", en: "more HTTP headers, with placeholders"),
    SourceOption(
      "authentication", .word(["none", "basic"]), zh: "HTTP 认证；basic 用密钥中的 user 和 password，默认 none",
      en: "HTTP sign-in; basic takes `user` and `password` of the secret; none"),
    SourceOption(
      "pages",
      .group([
        SourceOption("first", .count(0...1), zh: "第一页的页码，默认 1", en: "number of the first page; 1"),
        SourceOption("most", .count(1...1_000_000), zh: "一次读取最多多少页，默认 100000", en: "most pages of a read; 100000"),
      ]), zh: "分页；用到 {page} 即分页，读到没有记录的一页为止；须有 ok 或 count",
      en: "paging, which a use of {page} turns on; the first page without records ends it; needs `ok` or `count`"),
    SourceOption(
      "time_format", .text, zh: "{from} {to} 和游标列的时间写法，默认 yyyy-MM-dd HH:mm:ss，北京时间；可用 unix、unix_ms",
      en: "how {from}, {to} and the cursor are written, in Beijing's time; yyyy-MM-dd HH:mm:ss; also unix, unix_ms"),
    SourceOption("first_from", .text, zh: "首次读取时 {from} 的值，默认 1970 年", en: "{from} of the first read; 1970"),
  ]

  private static let answerOptions: [SourceOption] = [
    SourceOption("records", .text, required: true, zh: "记录元素的 XPath", en: "XPath to the record elements"),
    SourceOption(
      "paths", .table, zh: "列名 → 相对于记录的 XPath；默认取同名子元素",
      en: "column → XPath relative to the record; the child element of that name"),
    SourceOption(
      "optional", .texts, zh: "可以在所有记录中都没有的列；其他列处处缺失时拒绝整次读取",
      en: "columns that every record may lack; any other that all lack refuses the read"),
    SourceOption(
      "count", .text, zh: "总数的 XPath，先在应答、后在内层文档中查找；与首页不同或与读到的条数不符时报错 pages-incomplete",
      en: "XPath to the total, in the answer, then within; another one later, or another number read, is pages-incomplete"),
    SourceOption("namespaces", .table, zh: "XPath 所用的前缀 → 命名空间", en: "prefix used in the XPaths → its namespace"),
    SourceOption(
      "inner",
      .group([
        SourceOption("path", .text, required: true, zh: "承载内层文档的元素的 XPath", en: "XPath to the element whose text it is"),
        SourceOption("encoding", .word(forms), zh: "内层文档的承载方式，默认 escaped", en: "how it is carried; escaped"),
        SourceOption(
          "charset", .word(encodings), zh: "base64 内的字符编码，默认同 encoding", en: "of the bytes within base64; as `encoding`"),
      ]), zh: "应答正文中以文本承载的另一份 XML；记录在其中查找", en: "a second XML document carried as text; the records are looked for in it"),
    SourceOption(
      "ok",
      .group([
        SourceOption(
          "path", .text, required: true, zh: "结果代码的 XPath，先在应答、后在内层文档中查找",
          en: "XPath to the result code, in the answer, then within"),
        SourceOption("equals", .text, required: true, zh: "表示成功的值", en: "the value that means success"),
        SourceOption("transient", .texts, zh: "表示稍后可重试的值", en: "values that mean: ask again later"),
        SourceOption("empty", .texts, zh: "表示没有记录的值", en: "values that mean: no records"),
      ]), zh: "应答怎样算成功", en: "what makes an answer a good one"),
    SourceOption(
      "faults", .table, zh: "faultcode 或 faultstring 中的词 → transient 或 terminal；最长的词优先",
      en: "word of a fault's code or text → transient or terminal; the longest word wins"),
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
