package import HubModel

/// A parameter of a statement. All go in binary except `text`, `numeric` and `json`.
///
/// `text` and `null` leave their type to the server, so that a text serves wherever a quoted literal would.
package enum PostgresValue: Sendable, Hashable {
  case null
  case bytes([UInt8])
  case fingerprint(Fingerprint)
  case text(String)
  case bool(Bool)
  case int2(Int16)
  case int4(Int32)
  case int8(Int64)
  case double(Double)
  /// Canonical decimal, for example `-12.50`.
  case numeric(String)
  /// jsonb, as JSON text.
  case json(String)
  /// Microseconds since 1970-01-01T00:00:00Z.
  case timestamptz(Int64)
  /// Days since 2000-01-01.
  case date(Int32)
  /// bytea[] of 16 bytes each.
  case fingerprints([Fingerprint])
  case bytesArray([[UInt8]])
  case textArray([String])
  case boolArray([Bool])
  case int2Array([Int16])
  case int4Array([Int32])
  case int8Array([Int64])
  /// timestamptz[], microseconds since 1970.
  case timestamptzArray([Int64])
}

/// Object identifiers of PostgreSQL's built-in types (pg_type.dat), which never change.
enum TypeID {
  static let bool: UInt32 = 16, bytea: UInt32 = 17, char: UInt32 = 18, name: UInt32 = 19, int8: UInt32 = 20
  static let int2: UInt32 = 21, int4: UInt32 = 23, text: UInt32 = 25, oid: UInt32 = 26, json: UInt32 = 114
  static let xml: UInt32 = 142, float4: UInt32 = 700, float8: UInt32 = 701, unknown: UInt32 = 705
  static let bpchar: UInt32 = 1042, varchar: UInt32 = 1043, date: UInt32 = 1082, timestamp: UInt32 = 1114
  static let timestamptz: UInt32 = 1184, numeric: UInt32 = 1700, uuid: UInt32 = 2950, jsonb: UInt32 = 3802
  static let boolArray: UInt32 = 1000, byteaArray: UInt32 = 1001, int2Array: UInt32 = 1005, int4Array: UInt32 = 1007
  static let textArray: UInt32 = 1009, int8Array: UInt32 = 1016, timestamptzArray: UInt32 = 1185
}

/// PostgreSQL counts from 2000-01-01.
let microsecondsTo2000: Int64 = 946_684_800_000_000
