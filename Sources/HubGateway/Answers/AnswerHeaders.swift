import HTTPTypes
import Hummingbird

/// The header fields of answers, made once.
enum AnswerHeaders {
  static let requestID = HTTPField.Name("X-Request-Id")!
  /// RFC 8594.
  static let sunset = HTTPField.Name("Sunset")!

  private static func make(_ contentType: String, chinese: Bool?) -> HTTPFields {
    var fields = HTTPFields()
    fields[.contentType] = contentType
    fields[.cacheControl] = "no-store"
    fields[.xContentTypeOptions] = "nosniff"
    if let chinese { fields[.contentLanguage] = chinese ? "zh-CN" : "en" }
    return fields
  }

  private static let json = (zh: make("application/json", chinese: true), en: make("application/json", chinese: false))
  private static let problems = (
    zh: make("application/problem+json", chinese: true), en: make("application/problem+json", chinese: false)
  )
  static let plain = make("text/plain; version=0.0.4; charset=utf-8", chinese: nil)

  static func answer(chinese: Bool) -> HTTPFields { chinese ? json.zh : json.en }
  static func problem(chinese: Bool) -> HTTPFields { chinese ? problems.zh : problems.en }
}
