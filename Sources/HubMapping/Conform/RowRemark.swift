import HubStandards

/// Remarks of the mapping itself, beside those of `HubStandards`, which use the low 24 bits.
package enum RowRemark {
  /// A value could not be read as its type and was left out, as the mapping says.
  package static let valueUnreadable: UInt32 = 1 << 24
  /// A word was not in the code list and was kept or left out, as the mapping says.
  package static let unmappedCode: UInt32 = 1 << 25

  private static let own: [(bit: UInt32, word: String, zh: String, en: String)] = [
    (valueUnreadable, "value-unreadable", "有内容无法读取，未采用", "A value could not be read and was left out."),
    (unmappedCode, "unmapped-code", "有写法不在代码表中", "A word is not in its code list."),
  ]

  /// The stable words for all bits of a row's remarks, those of `HubStandards` first.
  package static func words(of remarks: UInt32) -> [String] {
    Remarks(rawValue: remarks & 0xFF_FFFF).codes + own.filter { remarks & $0.bit != 0 }.map(\.word)
  }

  /// The same as sentences for people.
  package static func sentences(of remarks: UInt32, chinese: Bool) -> [String] {
    let standard = Remarks.table.filter { Remarks(rawValue: remarks).contains($0.remark) }.map { chinese ? $0.zh : $0.en }
    return standard + own.filter { remarks & $0.bit != 0 }.map { chinese ? $0.zh : $0.en }
  }
}
