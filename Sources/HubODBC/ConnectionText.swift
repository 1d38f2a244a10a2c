import HubModel

/// The text for `SQLDriverConnect`. It holds the password: it is never printed, and an error never quotes it.
struct ConnectionText: Sendable, CustomStringConvertible, CustomReflectable {
  let units: [UInt16]

  /// - Throws: `options-unsuitable` where a name or a value cannot stand in a connection string.
  init(
    _ keywords: [(name: String, value: String)], user: String? = nil, password: String? = nil
  ) throws(HubError) {
    var text = ""
    for (name, value) in keywords { text += try Self.pair(name, value) }
    if let user { text += try Self.pair("UID", user) }
    if let password { text += try Self.pair("PWD", password) }
    units = Array(text.utf16)
    guard units.count <= Int(Int16.max) else {
      throw HubError("options-unsuitable", "The connection's keywords are longer than a connection string may be.")
    }
  }

  private static func pair(_ name: String, _ value: String) throws(HubError) -> String {
    guard isName(name), !value.unicodeScalars.contains("\0") else {
      throw HubError(
        "options-unsuitable",
        "A connection keyword has a name with other characters than letters, digits, space and _, or NUL in it.")
    }
    return "\(name)=\(quoted(value));"
  }

  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: " ") }
  }

  /// In braces where it holds more than plain characters: a closing brace is doubled, all else means itself.
  private static func quoted(_ value: String) -> String {
    let isSimple = !value.isEmpty && value.utf8.allSatisfy { isPlain($0) || "-./:".utf8.contains($0) || $0 >= 0x80 }
    return isSimple || value.isEmpty ? value : "{\(value.replacing("}", with: "}}"))}"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  var description: String { "connection string" }
  var customMirror: Mirror { Mirror(self, children: [:]) }
}
