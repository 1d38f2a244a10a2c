extension Transform {
  /// What it does, for the normalised plan.
  package func inWords(chinese: Bool) -> String {
    let (zh, en) = Self.words(word)
    let text = chinese ? zh : en
    return argument.isEmpty ? text : text.replacing("X", with: argument)
  }

  private static func words(_ word: Word) -> (zh: String, en: String) {
    switch word {
    case .trim: ("去首尾空白", "white space at both ends removed")
    case .halfWidth: ("全角转半角", "full-width to half-width")
    case .upper: ("转大写", "to upper case")
    case .lower: ("转小写", "to lower case")
    case .collapseSpaces: ("连续空白并为一个空格", "runs of white space to one space")
    case .removeSpaces: ("去除全部空白", "all white space removed")
    case .removeControls: ("去除控制字符（记数）", "control characters removed (counted)")
    case .lineBreaksToSpaces: ("换行改为空格", "line breaks to spaces")
    case .personName: ("旧自造字改为国标字", "left-over private-use characters to today's")
    case .organisationName: ("旧自造字改为国标字", "left-over private-use characters to today's")
    case .middleDot: ("间隔号统一为“·”", "all middle dots to U+00B7")
    case .halfBrackets: ("全角括号转半角", "full-width brackets to half-width")
    case .fullBrackets: ("半角括号转全角", "half-width brackets to full-width")
    case .hyphens: ("各式连字符统一为“-”", "all hyphens to -")
    case .excelText: ("去除表格软件的文字标记", "spreadsheet text marks removed")
    case .digitsOnly: ("只留数字", "digits only")
    case .dayOfTime: ("只取日期部分", "the day of a time")
    case .remove: ("去除“X”", "every X removed")
    case .before: ("取“X”之前", "what stands before the first X")
    case .after: ("取“X”之后", "what stands after the first X")
    case .first: ("取前 X 字", "the first X characters")
    case .last: ("取后 X 字", "the last X characters")
    case .pad: ("左补零至 X 位", "zeros before, up to X digits")
    case .date: ("日期格式 X", "a date written X")
    case .time: ("时间格式 X（北京时间）", "a time written X (Asia/Shanghai)")
    case .unit: ("金额单位 X", "an amount in X")
    case .capital: ("注册资金写法中的金额", "the amount of a capital as departments write it")
    case .capitalCurrency: ("注册资金写法中的币种", "the currency of a capital as departments write it")
    }
  }
}
