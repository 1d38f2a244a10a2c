/// Bodies are `application/json` in UTF-8 and nothing else: a charset that is not understood would be answered wrongly, not refused.
enum MediaType {
  static func problem(contentType: String?, contentEncoding: String?) -> Problem? {
    if let contentEncoding, contentEncoding.lowercased() != "identity" { return Problem(.mediaTypeUnsupported) }
    guard let contentType else { return Problem(.mediaTypeUnsupported) }
    if contentType == "application/json" { return nil }
    let parts = contentType.split(separator: ";", omittingEmptySubsequences: false).map { trimmed($0).lowercased() }
    guard parts[0] == "application/json" else { return Problem(.mediaTypeUnsupported) }
    for parameter in parts.dropFirst() where parameter.hasPrefix("charset=") {
      let charset = parameter.dropFirst(8).filter { $0 != "\"" }
      guard charset == "utf-8" || charset == "utf8" else { return Problem(.charsetUnsupported) }
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " || $0 == "\t" }
    let end = start.lastIndex { $0 != " " && $0 != "\t" }.map { start.index(after: $0) } ?? start.startIndex
    return start[..<end]
  }
}
