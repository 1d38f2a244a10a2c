import HubModel
import Testing

@testable import HubPostgres

/// Messages written by hand after the manual's description of their formats.
@Suite("Messages of the output plugin")
struct PgOutputTests {
  private static let id = number(UInt32(16_385))
  /// A text of two characters and a value that did not change; then a text and a null.
  private static let row = bytes(number(Int16(2)), [0x74], number(Int32(6)), Array("样本".utf8), [0x75])
  private static let old = bytes(number(Int16(2)), [0x74], number(Int32(0)), [0x6E])

  private static let begin = bytes([0x42], number(UInt64(0x16_B374_D848)), number(Int64(7)), number(UInt32(743)))
  private static let commit = bytes([0x43, 0], number(UInt64(1)), number(UInt64(2)), number(Int64(7)))
  private static let column = bytes([1], name("号码"), number(UInt32(25)), number(Int32(-1)))
  private static let other = bytes([0], name("big"), number(UInt32(25)), number(Int32(-1)))
  private static let relation = bytes([0x52], id, name("人口"), name("t"), [0x64], number(Int16(2)), column, other)
  private static let insert = bytes([0x49], id, [0x4E], row)
  private static let update = bytes([0x55], id, [0x4E], row)
  private static let keyUpdate = bytes([0x55], id, [0x4B], old, [0x4E], row)
  private static let delete = bytes([0x44], id, [0x4F], old)
  private static let truncate = bytes([0x54], number(UInt32(2)), [1], number(UInt32(5)), number(UInt32(6)))
  private static let origin = bytes([0x4F], number(UInt64(9)), name("o"))
  private static let typeName = bytes([0x59], number(UInt32(9)), name("s"), name("t"))

  private static let all = [begin, commit, relation, insert, update, keyUpdate, delete, truncate, origin, typeName]

  private static func number(_ value: some FixedWidthInteger) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(value)
    return bytes
  }

  private static func bytes(_ parts: [UInt8]...) -> [UInt8] { Array(parts.joined()) }

  private static func name(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }

  @Test("Every message is read as it was written")
  func messages() throws {
    let new: [PgOutput.Field] = [.text(Array("样本".utf8)), .unchanged]
    let before: [PgOutput.Field] = [.text([]), .null]
    let columns = [PgOutput.Relation.Column(name: "号码", isKey: true), PgOutput.Relation.Column(name: "big", isKey: false)]
    let expected: [PgOutput] = [
      .begin(commit: WALPosition(rawValue: 0x16_B374_D848)), .commit(end: WALPosition(rawValue: 2)),
      .relation(PgOutput.Relation(id: 16_385, schema: "人口", name: "t", columns: columns)),
      .insert(relation: 16_385, new: new), .update(relation: 16_385, old: nil, new: new),
      .update(relation: 16_385, old: before, new: new), .delete(relation: 16_385, old: before),
      .truncate(relations: [5, 6]), .other, .other,
    ]
    for (bytes, message) in zip(Self.all, expected) { #expect(try PgOutput(bytes) == message) }
  }

  @Test("A message that is cut short anywhere, goes on, or is of no known kind is refused")
  func malformed() {
    for bytes in Self.all {
      for length in 0..<bytes.count {
        #expect(throws: PostgresError.self) { try PgOutput(Array(bytes.prefix(length))) }
      }
      #expect(throws: PostgresError.self) { try PgOutput(bytes + [0]) }
    }
    for bytes in [[0x41], [0x4D, 0], [0x49, 0, 0, 0, 1, 0x4B, 0, 0], [0x49, 0, 0, 0, 1, 0x4E, 0, 1, 0x62]] as [[UInt8]] {
      #expect(throws: PostgresError.self) { try PgOutput(bytes) }
    }
  }

  @Test("A length below zero is refused")
  func lengths() {
    let bytes = Self.bytes([0x49], Self.id, [0x4E], Self.number(Int16(1)), [0x74], Self.number(Int32(-1)))
    #expect(throws: PostgresError.self) { try PgOutput(bytes) }
  }

  @Test("Frames of a stream, and what the server is told")
  func frames() throws {
    let data = Self.bytes([0x77], [UInt8](repeating: 0, count: 24), [1, 2])
    let keepalive = Self.bytes([0x6B], Self.number(UInt64(258)), Self.number(Int64(0)), [1])
    #expect(try data.withUnsafeBytes { try ReplicationFrame($0) } == .data([1, 2]))
    let position = WALPosition(rawValue: 258)
    #expect(try keepalive.withUnsafeBytes { try ReplicationFrame($0) } == .keepalive(position, wantsReply: true))
    let longer = keepalive + [0]
    for bytes in [[], [0x77, 0], Array(keepalive.dropLast()), longer, [0x78]] as [[UInt8]] {
      #expect(throws: PostgresError.self) { try bytes.withUnsafeBytes { try ReplicationFrame($0) } }
    }
    let status = ReplicationFrame.status(confirmed: position, now: 3, wantsReply: true)
    let place = Self.number(UInt64(258))
    #expect(status == Self.bytes([0x72], place, place, place, Self.number(Int64(3)), [1]))
  }

  @Test("Places in the log as PostgreSQL writes them")
  func positions() {
    #expect(WALPosition("16/B374D848")?.rawValue == 0x16_B374_D848 && WALPosition("0/0")?.rawValue == 0)
    #expect(WALPosition(rawValue: 0x16_0000_0001).description == "16/1")
    #expect(WALPosition(rawValue: 0xFF) < WALPosition(rawValue: 1 << 32))
    for text in ["", "/", "1", "1/", "1/2/3", "G/0", "+1/0", "123456789/0"] { #expect(WALPosition(text) == nil) }
  }
}
