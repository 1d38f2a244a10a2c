extension PostgresRows {
  package func bool(_ row: Int, _ column: Int) -> Bool? {
    guard let bytes = bytes(row, column) else { return nil }
    require(type(of: column) == TypeID.bool && bytes.count == 1, column)
    return bytes[0] != 0
  }

  /// Reads int2, int4 and int8; the narrower accessors require that the value fits.
  package func int8(_ row: Int, _ column: Int) -> Int64? {
    guard let bytes = bytes(row, column) else { return nil }
    switch (type(of: column), bytes.count) {
    case (TypeID.int8, 8): return bytes.bigEndian(0)
    case (TypeID.int4, 4): return Int64(bytes.bigEndian(0, as: Int32.self))
    case (TypeID.int2, 2): return Int64(bytes.bigEndian(0, as: Int16.self))
    case (TypeID.oid, 4): return Int64(bytes.bigEndian(0, as: UInt32.self))
    default: wrongType(column)
    }
  }

  package func int4(_ row: Int, _ column: Int) -> Int32? { int8(row, column).map { Int32($0) } }
  package func int2(_ row: Int, _ column: Int) -> Int16? { int8(row, column).map { Int16($0) } }

  /// Reads every number type.
  package func double(_ row: Int, _ column: Int) -> Double? {
    guard let bytes = bytes(row, column) else { return nil }
    switch (type(of: column), bytes.count) {
    case (TypeID.float8, 8): return Double(bitPattern: bytes.bigEndian(0))
    case (TypeID.float4, 4): return Double(Float(bitPattern: bytes.bigEndian(0)))
    case (TypeID.numeric, _): return NumericFormat.text(bytes).flatMap { Double($0) }
    default: return int8(row, column).map { Double($0) }
    }
  }

  /// Canonical decimal of a numeric, with the stored number of decimals.
  package func numeric(_ row: Int, _ column: Int) -> String? {
    guard let bytes = bytes(row, column) else { return nil }
    require(type(of: column) == TypeID.numeric, column)
    return NumericFormat.text(bytes)
  }

  /// Days since 2000-01-01.
  package func date(_ row: Int, _ column: Int) -> Int32? {
    guard let bytes = bytes(row, column) else { return nil }
    require(type(of: column) == TypeID.date && bytes.count == 4, column)
    return bytes.bigEndian(0)
  }

  /// Microseconds since 1970-01-01T00:00:00Z.
  package func timestamptz(_ row: Int, _ column: Int) -> Int64? {
    guard let bytes = bytes(row, column) else { return nil }
    require(type(of: column) == TypeID.timestamptz && bytes.count == 8, column)
    let sinceEpoch2000: Int64 = bytes.bigEndian(0)
    let isInfinite = sinceEpoch2000 == .max || sinceEpoch2000 == .min
    return isInfinite ? sinceEpoch2000 : sinceEpoch2000 + microsecondsTo2000
  }

  func require(_ holds: Bool, _ column: Int) { if !holds { wrongType(column) } }

  func wrongType(_ column: Int) -> Never {
    preconditionFailure("column \(column) holds type \(type(of: column)), which this accessor does not read")
  }
}
