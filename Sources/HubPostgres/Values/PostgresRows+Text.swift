extension PostgresRows {
  /// Text of the text types, enums and json, and the plain form of numbers, booleans, dates (yyyy-MM-dd), instants
  /// (RFC 3339, UTC) and UUIDs.
  package func text(_ row: Int, _ column: Int) -> String? {
    guard let bytes = bytes(row, column) else { return nil }
    switch type(of: column) {
    case TypeID.bool: return bool(row, column).map { $0 ? "true" : "false" }
    case TypeID.int2, TypeID.int4, TypeID.int8, TypeID.oid: return int8(row, column).map { String($0) }
    case TypeID.float4, TypeID.float8: return double(row, column).map { String($0) }
    case TypeID.numeric: return numeric(row, column)
    case TypeID.date: return date(row, column).map { CalendarText.date($0) }
    case TypeID.timestamptz: return timestamptz(row, column).map { CalendarText.instant($0) }
    case TypeID.uuid: return UUIDText.text(bytes)
    case TypeID.jsonb: return String(decoding: bytes.dropFirst(), as: UTF8.self)
    case TypeID.bytea, TypeID.timestamp, 1000...1041, 1115...1183, 1185...1231: wrongType(column)
    default: return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Elements of a one-dimensional array of bytea or text; NULL elements are left out.
  package func bytesArray(_ row: Int, _ column: Int) -> [[UInt8]]? {
    guard let bytes = bytes(row, column) else { return nil }
    require(bytes.count >= 12, column)
    guard bytes.bigEndian(0, as: Int32.self) > 0 else { return [] }
    require(bytes.bigEndian(0, as: Int32.self) == 1 && bytes.count >= 20, column)
    var elements: [[UInt8]] = []
    var offset = 20
    for _ in 0..<bytes.bigEndian(12, as: Int32.self) {
      let length = Int(bytes.bigEndian(offset, as: Int32.self))
      offset += 4
      if length < 0 { continue }
      elements.append(Array(bytes[offset..<offset + length]))
      offset += length
    }
    return elements
  }

  package func textArray(_ row: Int, _ column: Int) -> [String]? {
    bytesArray(row, column)?.map { String(decoding: $0, as: UTF8.self) }
  }
}

enum UUIDText {
  static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 6 || index == 8 || index == 10 { text.append(0x2D) }
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
