import HubModel
import HubXML

/// A value on its way into a document: text there, whatever it holds, in content, in an attribute, and within CDATA.
enum EscapedValue {
  /// - Throws: `character-unsupported` for what XML 1.0 cannot carry (section 2.2).
  static func text(_ value: String) throws(HubError) -> String {
    guard value.unicodeScalars.allSatisfy({ isCharacter($0.value) }) else {
      throw HubError("character-unsupported", "A value of the request holds a character that XML cannot carry.")
    }
    return XMLText.escaped(value)
  }

  /// - Throws: `character-unsupported` for what would end the header.
  static func header(_ value: String) throws(HubError) -> String {
    guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw HubError("character-unsupported", "A value of the request holds a character that no header may have.")
    }
    return value
  }

  private static func isCharacter(_ scalar: UInt32) -> Bool {
    scalar >= 0x20 && scalar != 0xFFFE && scalar != 0xFFFF || [0x09, 0x0A, 0x0D].contains(scalar)
  }
}
