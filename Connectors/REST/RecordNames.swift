/// The names of the members of records, in the order they came; not those that are too long for names, and not without end.
struct RecordNames {
  static let atMost = 1_000
  /// Bytes of one name, and of all.
  static let nameAtMost = 256
  static let bytesAtMost = 64 << 10

  private(set) var texts: [String] = []
  /// A word for the first value that is not null; empty until one came.
  private(set) var types: [String] = []
  private var bytes: [[UInt8]] = []
  private var total = 0
  private var places: [[UInt8]: Int] = [:]

  /// - Parameters:
  ///   - turn: the member's ordinal in its record: mostly its place here as well.
  ///   - type: empty for null.
  mutating func note(_ name: [UInt8], turn: Int, type: String) {
    guard name.count <= Self.nameAtMost else { return }
    if turn < bytes.count, bytes[turn] == name {
      if types[turn].isEmpty { types[turn] = type }
    } else if let place = places[name] {
      if types[place].isEmpty { types[place] = type }
    } else if bytes.count < Self.atMost, total + name.count <= Self.bytesAtMost {
      total += name.count
      places[name] = bytes.count
      bytes.append(name)
      texts.append(String(decoding: name, as: UTF8.self))
      types.append(type)
    }
  }
}
