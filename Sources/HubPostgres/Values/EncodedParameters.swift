internal import HubModel

/// Parameters laid out as libpq takes them, made on the caller's thread.
struct EncodedParameters: Sendable {
  /// All values back to back; never empty, so that an empty value still has an address.
  private(set) var bytes: [UInt8] = []
  /// Start in `bytes`, −1 for NULL.
  private(set) var starts: [Int32] = []
  private(set) var lengths: [Int32] = []
  /// 0 text (NUL-terminated in `bytes`), 1 binary.
  private(set) var formats: [Int32] = []
  private(set) var types: [UInt32] = []
  var count: Int { starts.count }

  init(_ values: [PostgresValue]) throws(PostgresError) {
    guard values.count <= 65535 else { throw .tooManyParameters }
    starts.reserveCapacity(values.count)
    lengths.reserveCapacity(values.count)
    formats.reserveCapacity(values.count)
    types.reserveCapacity(values.count)
    for value in values { try append(value) }
    bytes.append(0)
  }

  private mutating func append(_ value: PostgresValue) throws(PostgresError) {
    switch value {
    case .null: note(start: -1, format: 1, type: 0)
    case .text(let text): try append(text, type: 0)
    case .numeric(let text): try append(text, type: TypeID.numeric)
    case .json(let text): try append(text, type: TypeID.jsonb)
    case .bytes(let content): binary(TypeID.bytea) { $0.append(contentsOf: content) }
    case .fingerprint(let print): binary(TypeID.bytea) { print.append(to: &$0) }
    case .bool(let flag): binary(TypeID.bool) { $0.append(flag ? 1 : 0) }
    case .int2(let number): binary(TypeID.int2) { $0.appendBigEndian(number) }
    case .int4(let number): binary(TypeID.int4) { $0.appendBigEndian(number) }
    case .int8(let number): binary(TypeID.int8) { $0.appendBigEndian(number) }
    case .double(let number): binary(TypeID.float8) { $0.appendBigEndian(number.bitPattern) }
    case .timestamptz(let instant): binary(TypeID.timestamptz) { $0.appendBigEndian(instant - microsecondsTo2000) }
    case .date(let days): binary(TypeID.date) { $0.appendBigEndian(days) }
    default: try appendArray(value)
    }
  }

  private mutating func appendArray(_ value: PostgresValue) throws(PostgresError) {
    switch value {
    case .fingerprints(let all):
      array(TypeID.byteaArray, of: TypeID.bytea, all) { $1.append(to: &$0) }
    case .bytesArray(let all): array(TypeID.byteaArray, of: TypeID.bytea, all) { $0.append(contentsOf: $1) }
    case .textArray(let all):
      guard !all.contains(where: { $0.utf8.contains(0) }) else { throw .nulCharacter }
      array(TypeID.textArray, of: TypeID.text, all) { $0.append(contentsOf: $1.utf8) }
    case .boolArray(let all): array(TypeID.boolArray, of: TypeID.bool, all) { $0.append($1 ? 1 : 0) }
    case .int2Array(let all): array(TypeID.int2Array, of: TypeID.int2, all) { $0.appendBigEndian($1) }
    case .int4Array(let all): array(TypeID.int4Array, of: TypeID.int4, all) { $0.appendBigEndian($1) }
    case .int8Array(let all): array(TypeID.int8Array, of: TypeID.int8, all) { $0.appendBigEndian($1) }
    case .timestamptzArray(let all):
      array(TypeID.timestamptzArray, of: TypeID.timestamptz, all) { $0.appendBigEndian($1 - microsecondsTo2000) }
    default: preconditionFailure("not an array")
    }
  }

  private mutating func append(_ text: String, type: UInt32) throws(PostgresError) {
    guard !text.utf8.contains(0) else { throw .nulCharacter }
    note(start: bytes.count, format: 0, type: type)
    bytes.append(contentsOf: text.utf8)
    lengths[lengths.count - 1] = Int32(bytes.count) - starts[starts.count - 1]
    bytes.append(0)
  }

  private mutating func binary(_ type: UInt32, _ write: (inout [UInt8]) -> Void) {
    note(start: bytes.count, format: 1, type: type)
    write(&bytes)
    lengths[lengths.count - 1] = Int32(bytes.count) - starts[starts.count - 1]
  }

  /// One dimension, no NULL elements: dimensions, flags, element type, length, lower bound 1, elements.
  private mutating func array<Element>(
    _ type: UInt32, of element: UInt32, _ all: [Element], _ write: (inout [UInt8], Element) -> Void
  ) {
    binary(type) { bytes in
      bytes.reserveCapacity(bytes.count + 20 + all.count * 20)
      bytes.appendBigEndian(Int32(all.isEmpty ? 0 : 1))
      bytes.appendBigEndian(Int32(0))
      bytes.appendBigEndian(element)
      guard !all.isEmpty else { return }
      bytes.appendBigEndian(Int32(all.count))
      bytes.appendBigEndian(Int32(1))
      for one in all { bytes.appendSized { write(&$0, one) } }
    }
  }

  private mutating func note(start: Int, format: Int32, type: UInt32) {
    starts.append(Int32(start))
    lengths.append(0)
    formats.append(format)
    types.append(type)
  }
}
