extension CivilDate {
  /// Reads one date, year first. Blanks around it and full-width digits are accepted; a midnight after it too, since databases print
  /// their dates so, but no other time of day.
  /// - Parameter pattern: the only form accepted; nil for any of `DatePattern`, which cannot be confused with each other.
  package static func parse(_ text: UnsafeRawBufferPointer, pattern: DatePattern? = nil) throws(FormatFault) -> CivilDate {
    let trimmed = text.trimmed
    var scanner = FieldScanner(trimmed)
    do throws(FormatFault) {
      let date = try fields(&scanner, pattern)
      guard try isMidnight(&scanner) else { throw FormatFault.dateHasTime }
      return date
    } catch {
      throw error == .dateMalformed ? fault(in: trimmed) : error
    }
  }

  package static func parse(_ text: String, pattern: DatePattern? = nil) throws(FormatFault) -> CivilDate {
    try text.withBytes { (utf8) throws(FormatFault) in try parse(utf8, pattern: pattern) }
  }

  /// Reads year, month and day; what follows is left to the caller.
  static func fields(_ scanner: inout FieldScanner, _ pattern: DatePattern?) throws(FormatFault) -> CivilDate {
    guard let year = scanner.digits(4, 4) else { throw .dateMalformed }
    guard let form = pattern ?? form(before: scanner.next), let month = month(&scanner, form), let day = day(&scanner, form) else {
      throw .dateMalformed
    }
    guard let date = CivilDate(year: year, month: month, day: day) else { throw .dateImpossible }
    return date
  }

  private static func form(before scalar: UInt32?) -> DatePattern? {
    switch scalar {
    case 0x2D: .dashed
    case 0x2F: .slashed
    case 0x2E: .dotted
    case 0x5E74: .chinese
    case .some(0x30...0x39): .compact
    default: nil
    }
  }

  private static func month(_ scanner: inout FieldScanner, _ form: DatePattern) -> Int? {
    guard let separators = form.separators else { return scanner.digits(2, 2) }
    return scanner.take(separators.0) ? scanner.digits(1, 2) : nil
  }

  private static func day(_ scanner: inout FieldScanner, _ form: DatePattern) -> Int? {
    guard let separators = form.separators else { return scanner.digits(2, 2) }
    guard scanner.take(separators.1), let day = scanner.digits(1, 2) else { return nil }
    return form == .chinese && !scanner.take(0x65E5) ? nil : day
  }

  /// At the end, or before a time of 00:00 that ends the text.
  private static func isMidnight(_ scanner: inout FieldScanner) throws(FormatFault) -> Bool {
    if scanner.isAtEnd { return true }
    guard scanner.take(0x54) || scanner.take(0x20) || scanner.take(0x3000) else { throw .dateMalformed }
    scanner.takeBlanks()
    guard let time = TimeOfDay(&scanner), scanner.isAtEnd else { throw .dateMalformed }
    return time.microseconds == 0
  }

  private static func fault(in text: UnsafeRawBufferPointer) -> FormatFault {
    if Placeholder.isPlaceholder(text) { return .placeholder }
    if text.contains(0x2A) { return .maskedValue }
    let isSerial = text.count == 5 && text.isDigits(0..<5) || text.count > 6 && text.isDigits(0..<5) && text[5] == ASCII.point
    return isSerial ? .dateIsSerial : .dateMalformed
  }
}
