import Foundation
import HubStore

/// An entry as people read it: a question, or what somebody did with a command.
struct AuditRecord: Sendable {
  struct Told: Decodable, Sendable {
    var at: Int64
    var client: String?
    var action: String?
    var entity: String?
    var attributes: [String]?
    var purpose: String?
    var context: [String: String]?
    var result: String?
    var act: String?
    var target: String?
    var person: String?
  }

  struct Kept: Decodable, Sendable {
    var decision: String?
    var code: String?
    var rule: String?
  }

  var place: String
  var told: Told
  var kept: Kept

  /// Nil where the entry is none: `audit verify` names such a row.
  init?(_ found: AuditSearch.Found) {
    let decoder = JSONDecoder()
    guard let told = try? decoder.decode(Told.self, from: Data(found.told.utf8)),
      let kept = try? decoder.decode(Kept.self, from: Data(found.kept.utf8))
    else { return nil }
    place = found.place
    self.told = told
    self.kept = kept
  }

  var time: String { AuditTime.text(told.at) }
  /// `verify person: number, name`.
  var question: String {
    if let act = told.act { return "\(act) \(told.target ?? "")" }
    return "\(told.action ?? "") \(told.entity ?? ""): \((told.attributes ?? []).joined(separator: ", "))"
  }
  var asker: String { told.client ?? told.person ?? "" }
  var caseNo: String { told.context?["caseNo"] ?? "" }
}

/// Instants of the command line and of reports: Asia/Shanghai, RFC 3339.
enum AuditTime {
  /// A day such as `2026-11-01`, or an instant; microseconds since 1970. A day that ends a time is meant whole.
  static func micros(_ text: String, isEnd: Bool) -> Int64? {
    let isDay = text.utf8.count == 10
    let whole = isDay ? text + (isEnd ? "T23:59:59+08:00" : "T00:00:00+08:00") : text
    guard let date = ISO8601DateFormatter().date(from: whole) else { return nil }
    return Int64(date.timeIntervalSince1970) * 1_000_000 + (isEnd ? 999_999 : 0)
  }

  static func text(_ micros: Int64) -> String {
    let formatter = ISO8601DateFormatter()
    if let zone = TimeZone(secondsFromGMT: 8 * 3600) { formatter.timeZone = zone }
    return formatter.string(from: Date(timeIntervalSince1970: Double(micros) / 1_000_000))
  }
}
