/// A page of rows as objects; a value that is not there is null.
enum JSONPage {
  static func rows(_ rows: [[String?]], columns: [String]) -> String {
    let objects = rows.map { row in
      let fields = zip(columns, row).map { name, value in "\(text(name)):\(value.map(text) ?? "null")" }
      return "{\(fields.joined(separator: ","))}"
    }
    return "{\"rows\":[\(objects.joined(separator: ","))]}"
  }

  static func text(_ text: String) -> String {
    if PlainText.isFree(text, of: "\"\\\n") { return "\"\(text)\"" }
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": written += "\\\(scalar)"
      case "\n": written += "\\n"
      case "\0": written += "\\u0000"
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written + "\""
  }
}
