/// Why a text is not a value of its type. Carries nothing of the text.
///
/// The raw value is the stable word on the wire, in quarantine and in metrics; it is never reused for another meaning.
package enum FormatFault: String, Error, Sendable, CaseIterable {
  /// Length or characters fit no form of the number.
  case identifierMalformed = "identifier-malformed"
  /// A word such as 无 or N/A, or nothing, where a value is required.
  case placeholder = "placeholder-value"
  /// Part of the value is hidden behind `*` or the like.
  case maskedValue = "masked-value"
  /// The value went through a binary float or a spreadsheet's number cell; the lost digits cannot be guessed.
  case excelPrecisionLost = "excel-precision-lost"
  /// The number is well formed, but of another kind than was stated.
  case kindDiffers = "kind-differs"
  /// A letter that GB 32100 leaves out (I, O, S, V, Z) or none at all.
  case creditCodeAlphabet = "credit-code-alphabet"
  case dateMalformed = "date-malformed"
  /// No such day in the calendar, or a birth before 1800.
  case dateImpossible = "date-impossible"
  case dateInFuture = "date-in-future"
  /// A date with a time of day other than midnight: its day depends on a zone.
  case dateHasTime = "date-has-time"
  /// A spreadsheet's day count in place of a date.
  case dateIsSerial = "date-is-serial"
  case timeMalformed = "time-malformed"
  case amountMalformed = "amount-malformed"
  /// The text carries a unit (万, 元 …) that the mapping does not declare, or another one.
  case amountUnit = "amount-unit"
  /// More digits before or after the point than the column holds.
  case amountOutOfRange = "amount-out-of-range"
  case regionMalformed = "region-malformed"
  case phoneMalformed = "phone-malformed"

  package var code: String { rawValue }
}

extension FormatFault {
  /// One sentence for people, free of values.
  package var zh: String {
    switch self {
    case .identifierMalformed: "号码的长度或字符不符合规定格式"
    case .placeholder: "此处没有填写有效内容"
    case .maskedValue: "内容已被脱敏，无法使用"
    case .excelPrecisionLost: "号码经过数值单元格或浮点数，末位已失真，须以文本重新提供"
    case .kindDiffers: "号码与所声明的证件类型不符"
    case .creditCodeAlphabet: "统一社会信用代码含有不允许的字符（不使用 I、O、S、V、Z）"
    case .dateMalformed: "日期格式不符"
    case .dateImpossible: "日期不存在"
    case .dateInFuture: "日期晚于今天"
    case .dateHasTime: "日期带有具体时刻，无法确定是哪一天"
    case .dateIsSerial: "日期是表格软件的天数序号，须以日期文本重新提供"
    case .timeMalformed: "时间格式不符或时刻不存在"
    case .amountMalformed: "金额格式不符"
    case .amountUnit: "金额所带的单位未在映射中声明，或与声明不符"
    case .amountOutOfRange: "金额超出字段的位数"
    case .regionMalformed: "行政区划代码应为六位数字"
    case .phoneMalformed: "电话号码格式不符"
    }
  }

  package var en: String {
    switch self {
    case .identifierMalformed: "The number's length or characters fit no known form."
    case .placeholder: "There is no value here."
    case .maskedValue: "The value is masked and cannot be used."
    case .excelPrecisionLost: "The number went through a numeric cell or a float and lost digits; supply it as text."
    case .kindDiffers: "The number is not of the stated document kind."
    case .creditCodeAlphabet: "The credit code has a character outside its alphabet (no I, O, S, V, Z)."
    case .dateMalformed: "The date is not in the expected form."
    case .dateImpossible: "There is no such date."
    case .dateInFuture: "The date lies in the future."
    case .dateHasTime: "The date has a time of day, so its day is not certain."
    case .dateIsSerial: "The date is a spreadsheet's day count; supply it as a date."
    case .timeMalformed: "The time is not in the expected form or does not exist."
    case .amountMalformed: "The amount is not a decimal number."
    case .amountUnit: "The amount's unit is not the one that the mapping declares."
    case .amountOutOfRange: "The amount has more digits than its field holds."
    case .regionMalformed: "A region code has six digits."
    case .phoneMalformed: "The telephone number fits no known form."
    }
  }
}
