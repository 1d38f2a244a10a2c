/// What was noticed about a value that is kept. A remark never refuses anything.
///
/// The bits are stored with rows and never change their meaning.
package struct Remarks: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The check character is not the one that the standard's formula gives. Such numbers were really issued.
  package static let checkDiffers = Remarks(rawValue: 1 << 0)
  /// The first digits of the region are in use by no province (or, on a foreigner's card, the country is unknown).
  package static let regionUnknown = Remarks(rawValue: 1 << 1)
  /// Written with full-width characters, lower case, invisible characters or blanks around it.
  package static let normalised = Remarks(rawValue: 1 << 2)
  package static let upgradedFrom15 = Remarks(rawValue: 1 << 3)
  /// Sequence 996–999 of a 15-digit number: the century was taken as 18.
  package static let centuryAssumed = Remarks(rawValue: 1 << 4)
  /// A character of nobody's standard (U+E000…): somebody has to say which one is meant.
  package static let privateUseCharacter = Remarks(rawValue: 1 << 5)
  /// A registration number in one of the forms before the 15-digit one.
  package static let legacyNumber = Remarks(rawValue: 1 << 6)
  package static let organisationCodeCheckDiffers = Remarks(rawValue: 1 << 7)
  /// Blanks inside a name were left out of the comparison form.
  package static let spaceFolded = Remarks(rawValue: 1 << 8)
  /// A private-use leftover of an older GB 18030 was replaced by the character that it stands for.
  package static let privateUseReplaced = Remarks(rawValue: 1 << 9)
  /// Registering authority or category of a credit code stand in no list.
  package static let authorityUnknown = Remarks(rawValue: 1 << 10)
  /// A name with a mark that hides characters.
  package static let masked = Remarks(rawValue: 1 << 11)
  /// An amount without its unit: it says nothing and is left out.
  package static let unitUnknown = Remarks(rawValue: 1 << 12)
  /// An amount in 元 without a currency: taken as renminbi.
  package static let currencyAssumed = Remarks(rawValue: 1 << 13)
  /// Bytes that are not UTF-8, or U+FFFD left by an earlier conversion.
  package static let undecodable = Remarks(rawValue: 1 << 14)
  /// Control characters were left out.
  package static let controlsRemoved = Remarks(rawValue: 1 << 15)
}

extension Remarks {
  /// Stable words with their sentences, in the order of the bits.
  package static let table: [(remark: Remarks, code: String, zh: String, en: String)] = [
    (.checkDiffers, "check-differs", "校验码与公式不符", "The check character differs from the formula."),
    (.regionUnknown, "region-unknown", "地区或国别代码不在现行代码中", "The region or country code is not in use."),
    (.normalised, "normalised", "已按规则统一写法", "The spelling was normalised."),
    (.upgradedFrom15, "upgraded-from-15", "由 15 位号码升为 18 位", "Brought from 15 to 18 digits."),
    (.centuryAssumed, "century-assumed", "顺序码 996–999，世纪按 18 处理，待确认", "The century was taken as 18."),
    (.privateUseCharacter, "private-use-character", "含有自造字，须人工对照", "Has a private-use character to be mapped by hand."),
    (.legacyNumber, "legacy-number", "旧式注册号", "A registration number of an old form."),
    (.organisationCodeCheckDiffers, "organisation-code-check-differs", "组织机构代码校验码与公式不符", "The organisation code's check differs."),
    (.spaceFolded, "space-folded", "比对时忽略名称中的空格", "Blanks in the name were ignored."),
    (.privateUseReplaced, "private-use-replaced", "旧自造字已换为国标字", "A leftover private-use character was replaced."),
    (.authorityUnknown, "authority-unknown", "登记管理部门或机构类别不在代码表中", "The registering authority or category is not listed."),
    (.masked, "masked", "名称含有遮盖符号", "The name has masked characters."),
    (.unitUnknown, "unit-unknown", "金额没有单位，未采用", "The amount has no unit and was left out."),
    (.currencyAssumed, "currency-assumed", "未写币种，按人民币处理", "No currency was written; taken as renminbi."),
    (.undecodable, "undecodable", "含有无法解码的字符", "Has characters that could not be decoded."),
    (.controlsRemoved, "controls-removed", "已去除控制字符", "Control characters were removed."),
  ]

  /// The stable words of the remarks made.
  package var codes: [String] { Remarks.table.filter { contains($0.remark) }.map(\.code) }
}
