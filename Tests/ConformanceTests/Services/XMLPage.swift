/// A page of rows as elements; a value that is not there has no element.
enum XMLPage {
  static func rows(_ rows: [[String?]], columns: [String]) -> String {
    rows.map { row in
      let fields = zip(columns, row).map { name, value in value.map { "<\(name)>\(escaped($0))</\(name)>" } ?? "" }
      return "<row>\(fields.joined())</row>"
    }.joined()
  }

  static func escaped(_ text: String) -> String {
    if PlainText.isFree(text, of: "&<>") { return text }
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// The text of an element of a request that holds no markup.
  static func element(_ name: String, in text: String) -> String? {
    guard let start = text.firstRange(of: "<\(name)>"), let end = text.firstRange(of: "</\(name)>"),
      start.upperBound <= end.lowerBound
    else { return nil }
    return String(text[start.upperBound..<end.lowerBound])
  }
}
