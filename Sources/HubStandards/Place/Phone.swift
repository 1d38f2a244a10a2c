/// Telephone numbers of the mainland: mobiles, fixed lines with their area code, service numbers of 400 and 800.
package enum Phone {
  /// Canonical: a mobile is 11 digits; a fixed line is `0…-…`, extensions `-…` after it. Country code 86 and blanks are dropped.
  /// `out` is cleared first.
  package static func parse(_ text: UnsafeRawBufferPointer, into out: inout [UInt8]) throws(FormatFault) -> Remarks {
    var remarks = NumberText.fold(text, into: &out)
    let fault = out.withUnsafeBytes { bytes in
      bytes.contains(where: { $0 >= 0x80 }) || NumberText.commonFault(bytes) != nil
        ? NumberText.commonFault(bytes) ?? .phoneMalformed : nil
    }
    if let fault { throw fault }
    let before = out.count
    guard compact(&out), arrange(&out) else { throw .phoneMalformed }
    if out.count != before { remarks.insert(.normalised) }
    return remarks
  }

  package static func parse(_ text: String) throws(FormatFault) -> String {
    var bytes: [UInt8] = []
    _ = try text.withBytes { (utf8) throws(FormatFault) in try parse(utf8, into: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Drops blanks and brackets, keeps hyphens; false where anything else than digits is left.
  private static func compact(_ text: inout [UInt8]) -> Bool {
    text.removeAll { $0 == 0x20 || $0 == 0x09 || $0 == 0x29 }
    for index in text.indices where text[index] == 0x28 { text[index] = ASCII.hyphen }
    if text.first == 0x2B { text.removeFirst() } else if text.starts(with: [0x30, 0x30, 0x38, 0x36]) { text.removeFirst(2) }
    if text.count > 11, text.starts(with: [0x38, 0x36]) { text.removeFirst(2) }
    if text.first == ASCII.hyphen { text.removeFirst() }
    return text.allSatisfy { ASCII.isDigit($0) || $0 == ASCII.hyphen }
  }

  private static func arrange(_ text: inout [UInt8]) -> Bool {
    let digits = text.count { $0 != ASCII.hyphen }
    if digits == 11, text[0] == 0x31, text[1] >= 0x33 {
      text.removeAll { $0 == ASCII.hyphen }
      return true
    }
    if text.first == 0x34 || text.first == 0x38, digits == 10 {
      text.removeAll { $0 == ASCII.hyphen }
      return text[1] == ASCII.zero && text[2] == ASCII.zero
    }
    return fixedLine(&text)
  }

  /// Area code of three (01x, 02x) or four digits, then seven or eight, then perhaps an extension.
  private static func fixedLine(_ text: inout [UInt8]) -> Bool {
    guard text.count >= 10, text[0] == ASCII.zero, text[1] != ASCII.zero else { return false }
    let area = text[1] <= 0x32 ? 3 : 4
    if text[area] != ASCII.hyphen { text.insert(ASCII.hyphen, at: area) }
    var end = area + 1
    while end < text.count, ASCII.isDigit(text[end]) { end += 1 }
    guard (7...8).contains(end - area - 1), text[0..<area].allSatisfy(ASCII.isDigit) else { return false }
    if end == text.count { return true }
    return text.count - end > 1 && text.count - end <= 6 && text[(end + 1)...].allSatisfy(ASCII.isDigit)
  }
}
