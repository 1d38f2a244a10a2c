import HubStandards

/// What the stable words for refused rows mean, in both languages and without values.
package enum RefusalReason {
  private static let own: [String: (zh: String, en: String)] = [
    "required-missing": ("必填字段没有内容", "A required field has no value."),
    "key-missing": ("行键没有内容", "The row key has no value."),
    "masked-key": ("行键已被脱敏，无法辨认是哪一行", "The row key is masked: it cannot be told which row it is."),
    "unmapped-code": ("代码表中没有此写法", "The code list does not have this word."),
    "private-use-character": ("含有自造字，须人工对照", "Has a private-use character to be mapped by hand."),
    "observed-in-future": ("更新时间晚于允许的时刻", "The source's time is later than allowed."),
    "value-too-late": ("日期或时间晚于允许的时刻", "The date or time is later than allowed."),
    "kind-unknown": ("证件类型没有可用的号码规则", "There is no rule for numbers of this document kind."),
    "nul-character": ("含有空字符（NUL）", "Has a NUL character."),
    "ragged-row": ("字段数与表头不符", "The row has another number of fields than the header."),
    "undecodable-bytes": ("含有不属于所声明编码的字节", "Has bytes that are not of the declared encoding."),
    "unterminated-quote": ("引号没有结束", "A quote is not closed."),
    "stray-quote": ("引号的位置不对", "A quote stands where none may."),
    "record-too-long": ("行过长", "The row is too long."),
    "field-too-long": ("字段过长", "A field is too long."),
    "text-truncated": ("驱动程序给出的值不完整", "The driver gave less than the whole value."),
    "row-unreadable": ("驱动程序无法给出此行", "The driver could not give the row."),
    "excel-date-invalid": ("表格软件中的日期不存在", "The spreadsheet's date is none."),
    "excel-error-cell": ("单元格是表格软件的错误值", "The cell holds an error of the spreadsheet."),
    "excel-number-malformed": ("单元格标为数字或是否，内容却不是", "The cell is marked as a number or a truth value and holds none."),
    "duplicate-field": ("同一字段出现多次", "A field occurs more than once."),
    "not-a-record": ("列表中的此项不是一条记录", "This element of the list is no record."),
    "cursor-malformed": ("游标不是所声明格式的时间", "The cursor is no time of the declared form."),
  ]

  /// One sentence for `reason`; the word itself where it is a connector's own.
  package static func sentence(_ reason: String, chinese: Bool) -> String {
    if let own = own[reason] { return chinese ? own.zh : own.en }
    if let fault = FormatFault(rawValue: reason) { return chinese ? fault.zh : fault.en }
    return reason
  }
}
