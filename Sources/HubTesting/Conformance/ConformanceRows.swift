import Glibc

/// The rows that sources are filled with. All persons are invented.
package enum ConformanceRows {
  package static let columns = ["id", "name", "changed"]
  package static let keyColumns = ["id"]
  package static let cursor = "changed"
  /// Part of every name; no error, log or detail may hold it.
  package static let marker = "数据哨兵"

  /// Rows `k00001`, `k00002`, …, ascending by their key.
  package static func people(_ count: Int, from first: Int = 1, changed: (Int) -> String) -> [[String?]] {
    (first..<(first + count)).map { number in person(number, name: "\(marker)\(number)", changed: changed(number)) }
  }

  package static func person(_ number: Int, name: String?, changed: String) -> [String?] {
    let digits = String(number)
    return ["k" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits, name, changed]
  }

  /// `2026-01-02T03:04:05Z`.
  @Sendable package static func instant(_ seconds: Int64) -> String { written(seconds, "%Y-%m-%dT%H:%M:%SZ") }

  /// In the words of strftime, UTC.
  package static func written(_ seconds: Int64, _ format: String) -> String {
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    var text = [CChar](repeating: 0, count: 64)
    let count = strftime(&text, text.count, format, &parts)
    return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func clock() -> Int64 { Int64(time(nil)) }

  /// Texts that get lost where encodings, quotes, blanks or absent values are handled by guess.
  static func corpus(isUnicode: Bool) -> [String?] {
    let everywhere: [String?] = [
      "王芳", "欧阳娜娜", "張偉", "买买提·吐尔逊", "（有限公司）", "〇囧", "a,b", "\"quoted\"", "it's", "back\\slash", "<&>", "semi;colon|pipe",
      " blanks ", "0123", "1e5", "true", "two\nlines", "NULL word", "全角１２３", nil, "end",
    ]
    let unicode: [String?] = ["㐱", "𠮷野", "😀", "Zoë", "e\u{301}", "محمد", "한글", "ɑ\u{200D}b"]
    return everywhere + (isUnicode ? unicode : [])
  }
}
