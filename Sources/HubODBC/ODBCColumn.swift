/// A column of a result, as the driver describes it.
package struct ODBCColumn: Sendable, Equatable {
  package enum Kind: Sendable {
    case text, integer, decimal, float, date, time, timestamp, bit, binary
  }

  package var name: String
  /// SQL type code of ODBC.
  package var type: Int
  /// The type's name in the database.
  package var typeName: String
  /// Characters, digits or bytes, by kind; 0 or very large where the driver does not know.
  package var size: Int
  /// Most bytes of a value; drivers count them in various charsets.
  package var octets: Int
  /// True also where the driver does not know.
  package var isNullable: Bool

  package init(name: String, type: Int, typeName: String = "", size: Int, octets: Int = 0, isNullable: Bool = true) {
    self.name = name
    self.type = type
    self.typeName = typeName
    self.size = size
    self.octets = octets
    self.isNullable = isNullable
  }

  /// What a vendor added counts as text.
  package var kind: Kind {
    switch type {
    case 4, 5, -5, -6: .integer
    case 2, 3: .decimal
    case 6, 7, 8: .float
    case 9, 91: .date
    case 10, 92: .time
    case 11, 93: .timestamp
    case -7: .bit
    case -2, -3, -4: .binary
    default: .text
    }
  }
}

extension ODBCColumn {
  private static let widest = 64 << 10

  /// Bytes of buffer in which no value of this column can be cut; nil where the maximum is unknown or too large, and values are
  /// read in pieces.
  ///
  /// Sizes count characters or bytes of the database's charset, never of ours, so each counts as four bytes, the longest
  /// character of UTF-8 (and of UTF-16, and of GB 18030). Four bytes more, and the terminator, so that a full buffer is never
  /// a whole value: some drivers report success while they cut.
  func width(_ text: ODBCQuery.Text) -> Int? {
    switch kind {
    case .bit: return 1
    case .integer, .decimal, .float, .date, .time, .timestamp: return max(512, size < 4_096 ? size * 2 : 0)
    case .binary, .text:
      guard size > 0, size < Self.widest, octets < Self.widest else { return nil }
      let most = max(size * 4, octets) + 4 + (kind == .binary ? 0 : text == .wide ? 2 : 1)
      return most <= Self.widest ? most : nil
    }
  }
}
