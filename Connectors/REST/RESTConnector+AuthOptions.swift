import HubConnectorKit

extension RESTConnector {
  static let authOptions: [SourceOption] = [
    SourceOption("auth", .variants(authentications), zh: "认证方式，默认不认证", en: "how requests sign in; not at all")
  ]

  private static let authentications: [(kind: String, options: [SourceOption])] = [
    (kind: "none", options: []),
    (
      kind: "api_key",
      options: [
        SourceOption("header", .text, zh: "放密钥的请求头", en: "the header that carries the key"),
        SourceOption("query", .text, zh: "放密钥的查询参数", en: "the parameter that carries the key"),
        SourceOption("value", .text, zh: "其值的写法，默认 {secret.key}", en: "how its value is written; {secret.key}"),
      ]
    ),
    (kind: "basic", options: []),
    (
      kind: "oauth2",
      options: [
        SourceOption(
          "token_url", .address(schemes: ["http", "https"]), required: true, zh: "令牌地址；用密钥中的 client_id 和 client_secret",
          en: "where tokens are given for `client_id` and `client_secret` of the secret"),
        SourceOption("scope", .text, zh: "申请的范围", en: "the scope asked for"),
        SourceOption(
          "client", .word(["basic", "body"]), zh: "客户端凭据放在 Basic 头还是请求体，默认 basic",
          en: "where client and secret go: a Basic header or the body; basic"),
        SourceOption("renew_before", .duration, zh: "到期前多久更新令牌，默认 60s", en: "before its end that a token is renewed; 60s"),
      ]
    ),
    (kind: "hmac", options: hmacOptions),
  ]

  private static let hmacOptions: [SourceOption] = signingOptions(textRequired: true) + fetchedKeyOptions

  private static let fetchedKeyOptions: [SourceOption] = [
    SourceOption(
      "key", .group(keyOptions), zh: "用长期密钥换取的短期签名密钥；默认直接用长期密钥签名",
      en: "a short-lived signing key, fetched with the secret; the secret itself signs")
  ]

  private static func signingOptions(textRequired: Bool) -> [SourceOption] {
    [
      SourceOption(
        "algorithm", .word(SigningDigest.Algorithm.allCases.map(\.rawValue)),
        zh: "算法，默认 sm3；md5 已不安全，仅在对方只认它时使用",
        en: "sm3; md5 is broken: only where the other side accepts nothing else"),
      SourceOption(
        "mode", .word(["hmac", "digest"]), zh: "hmac 以密钥为钥，或 digest 直接摘要（密钥写在 text 中），默认 hmac",
        en: "hmac under the key, or digest of a text that holds the key; hmac"),
      SourceOption(
        "text", .text, required: textRequired,
        zh: "被签名的文本，如 {secret.sender_id}{request_id}{time}；全部占位符见本连接器的 README",
        en: "what is signed, as {secret.sender_id}{request_id}{time}; the README lists all places"),
      SourceOption(
        "output", .word(SigningDigest.Output.allCases.map(\.rawValue)),
        zh: "签名的写法，默认 base64", en: "how the signature is written; base64"),
      SourceOption("secret", .text, zh: "作签名密钥的密钥项，默认 secret", en: "the secret's key to sign under; secret"),
      SourceOption(
        "headers", .table, zh: "附加的请求头，占位符同 text，另有 {signature}",
        en: "more headers, with places as in text and {signature}"),
      SourceOption(
        "query", .table, zh: "附加的查询参数，占位符同 text，另有 {signature}",
        en: "more parameters, with places as in text and {signature}"),
      SourceOption(
        "time_format", .text, zh: "{time} 的写法，默认 yyyyMMddHHmmss；也可写 unix、unix_ms",
        en: "how {time} is written; yyyyMMddHHmmss; also unix, unix_ms"),
    ]
  }

  private static let keyOptions: [SourceOption] = ownKeyOptions + signingOptions(textRequired: false)

  private static let ownKeyOptions: [SourceOption] = [
    SourceOption(
      "url", .address(schemes: ["http", "https"]), required: true, zh: "换取密钥的地址；请求按本组的 text 签名",
      en: "where the key is given; the request is signed as this group's `text` says"),
    SourceOption("method", .word(["GET", "POST"]), zh: "请求方法；默认 GET，有 body 时为 POST", en: "GET; POST where there is a body"),
    SourceOption("body", .text, zh: "JSON 请求体，占位符同 headers", en: "a JSON body, with places as in headers"),
    SourceOption("path", .text, required: true, zh: "密钥在应答中的路径", en: "where the key stands in the answer"),
    SourceOption("expires", .text, zh: "有效期在应答中的路径", en: "where the answer says how long it lasts"),
    SourceOption(
      "expires_unit", .word(ShortLivedKey.ExpiryUnit.allCases.map(\.rawValue)), zh: "有效期的单位，at_ 为到期时刻，默认 seconds",
      en: "of that; with at_ the moment of its end; seconds"),
    SourceOption("lifetime", .duration, zh: "应答未说明时的有效期，默认 15m", en: "where the answer does not say; 15m"),
    SourceOption("renew_before", .duration, zh: "到期前多久更新，默认 60s", en: "before its end that it is renewed; 60s"),
    SourceOption("unwrap", .variants(unwrappings), zh: "密钥的解密方式，默认不加密", en: "how the key is unwrapped; it comes open"),
  ]

  private static let unwrappings: [(kind: String, options: [SourceOption])] = [
    (kind: "none", options: []), (kind: "sm4", options: unwrapOptions), (kind: "aes", options: unwrapOptions),
  ]

  private static let unwrapOptions: [SourceOption] = [
    SourceOption(
      "mode", .word(["ecb", "cbc"]), zh: "分组模式，cbc 的初始向量在密文之前，默认 ecb",
      en: "ecb, or cbc with the vector before the text; ecb"),
    SourceOption("form", .word(KeyUnwrapping.forms), zh: "密文的写法，默认 base64", en: "how the wrapped key is written; base64"),
    SourceOption("secret", .text, zh: "解密用的密钥项，默认 unwrap_key", en: "the secret's key it opens under; unwrap_key"),
    SourceOption("key_form", .word(KeyUnwrapping.forms), zh: "该密钥项的写法，默认 text", en: "how that key is written; text"),
  ]
}
