import HubYAML

/// Why a text is no cron expression.
package enum CronFault: Error, Sendable, Equatable {
  /// Not five fields, but so many.
  case fieldCount(Int)
  /// Neither a number nor a name of the field.
  case word(CronField, String)
  case outOfRange(CronField, String)
  /// A range whose end lies before its beginning.
  case reversed(CronField, String)
  /// A step that is no number, leaves the field's range at once, or has nothing to step through.
  case step(CronField, String)
  /// A day that no month named has, such as 31 February.
  case never
}

extension CronFault {
  var code: String {
    switch self {
    case .fieldCount: "cron-fields"
    case .word: "cron-word"
    case .outOfRange: "cron-range"
    case .reversed: "cron-order"
    case .step: "cron-step"
    case .never: "cron-never"
    }
  }

  var zh: String {
    switch self {
    case .fieldCount(let count): "应为五段（分 时 日 月 星期），实为 \(count) 段"
    case .word(let field, let text):
      "“\(field.zh)”一段中的“\(text)”不可识别，应为数字" + (field.names.isEmpty ? "" : "或 \(field.names.joined(separator: "、"))")
    case .outOfRange(let field, let text):
      "“\(field.zh)”应在 \(field.range.lowerBound) 至 \(field.range.upperBound) 之间，实为 \(text)"
    case .reversed(let field, let text): "“\(field.zh)”一段中的范围“\(text)”先大后小"
    case .step(let field, let text): "“\(field.zh)”一段中的步长“\(text)”不合规，应如 */15 或 8-18/2"
    case .never: "所写月份没有这一天，永远不会运行"
    }
  }

  var en: String {
    switch self {
    case .fieldCount(let count): "expected five fields (minute hour day month weekday), found \(count)"
    case .word(let field, let text):
      "\"\(text)\" is nothing that the \(field.en) takes: a number"
        + (field.names.isEmpty ? "" : " or one of \(field.names.joined(separator: ", "))")
    case .outOfRange(let field, let text):
      "the \(field.en) is \(field.range.lowerBound) to \(field.range.upperBound), found \(text)"
    case .reversed(let field, let text): "the range \"\(text)\" of the \(field.en) ends before it begins"
    case .step(let field, let text): "\"\(text)\" is no step that the \(field.en) takes; write */15 or 8-18/2"
    case .never: "the months named have no such day: it would never run"
    }
  }

  /// The name that was meant, where one is near.
  var nearest: String? {
    guard case .word(let field, let text) = self else { return nil }
    return nearestWord(to: text, in: field.names)
  }
}
