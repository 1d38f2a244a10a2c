import HubStandards

/// What the stable words for refused rows mean, in both languages and without values.
package enum RefusalReason {
  private static let own: [String: (zh: String, en: String)] = [
    "required-missing": ("必填字段没有内容", "A required field has no value."),
    "key-missing": ("行键没有内容", "The row key has no value."),
    "unmapped-code": ("代码表中没有此写法", "The code list does not have this word."),
    "private-use-character": ("含有自造字，须人工对照", "Has a private-use character to be mapped by hand."),
    "observed-in-future": ("更新时间晚于允许的时刻", "The source's time is later than allowed."),
    "value-too-late": ("日期或时间晚于允许的时刻", "The date or time is later than allowed."),
    "kind-unknown": ("证件类型没有可用的号码规则", "There is no rule for numbers of this document kind."),
    "nul-character": ("含有空字符（NUL）", "Has a NUL character."),
    "ragged-row": ("字段数与表头不符", "The row has another number of fields than the header."),
    "undecodable-bytes": ("含有不属于所声明编码的字节", "Has bytes that are not of the declared encoding."),
    "unterminated-quote": ("引号没有结束", "A quote is not closed."),
    "field-too-long": ("字段过长", "A field is too long."),
  ]

  /// One sentence for `reason`; the word itself where it is a connector's own.
  package static func sentence(_ reason: String, chinese: Bool) -> String {
    if let own = own[reason] { return chinese ? own.zh : own.en }
    if let fault = FormatFault(rawValue: reason) { return chinese ? fault.zh : fault.en }
    return reason
  }
}
