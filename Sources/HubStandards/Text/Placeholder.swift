/// Words that people type where a field wants something and there is nothing.
package enum Placeholder {
  private static let words: [[UInt8]] = [
    "无", "无证件", "无号码", "没有", "暂无", "未知", "不详", "未填", "未填写", "空", "待补", "待办",
    "N/A", "NA", "N.A.", "NULL", "NONE", "NIL", "-", "--", "---",
    "/", "//", ".", "?", "？", "——", "—", "(NULL)", "#N/A", "\\N",
  ].map { Array($0.utf8) }

  /// Whether `text` is empty or only such a word; blanks around it and lower case do not matter.
  package static func isPlaceholder(_ text: UnsafeRawBufferPointer) -> Bool {
    let trimmed = text.trimmed
    guard !trimmed.isEmpty else { return true }
    guard trimmed.count <= 12 else { return false }
    return words.contains { equals(trimmed, $0) }
  }

  package static func isPlaceholder(_ text: String) -> Bool { text.withBytes { isPlaceholder($0) } }

  private static func equals(_ text: UnsafeRawBufferPointer, _ word: [UInt8]) -> Bool {
    guard text.count == word.count else { return false }
    for index in 0..<word.count {
      let byte = text[index]
      if (byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte) != word[index] { return false }
    }
    return true
  }
}
