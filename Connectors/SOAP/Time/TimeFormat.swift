import HubModel

/// How a service writes an instant: `yyyy MM dd HH mm ss`, `S` to `SSSSSS`, `XXX` for the offset, text in single quotes; or
/// `unix`, `unix_ms`. Without an offset it is Beijing's time.
struct TimeFormat: Sendable, Equatable {
  enum Piece: Sendable, Equatable {
    case field(WritableField, width: Int)
    case fraction(digits: Int)
    case offset
    case literal([UInt8])
    case unix(perSecond: Int64)
  }

  enum WritableField: Character, Sendable {
    case year = "y"
    case month = "M"
    case day = "d"
    case hour = "H"
    case minute = "m"
    case second = "s"
  }

  static let usual = "yyyy-MM-dd HH:mm:ss"
  static let date = TimeFormat(pieces: [
    .field(.year, width: 4), .literal([0x2D]), .field(.month, width: 2), .literal([0x2D]), .field(.day, width: 2),
  ])
  /// Seconds that Beijing's clock is before UTC.
  static let beijing = 8 * 3600

  let pieces: [Piece]

  private init(pieces: [Piece]) { self.pieces = pieces }

  /// - Throws: `time-format-malformed`.
  init(_ pattern: String) throws(HubError) {
    switch pattern {
    case "unix": pieces = [.unix(perSecond: 1)]
    case "unix_ms": pieces = [.unix(perSecond: 1000)]
    default: pieces = try Self.pieces(of: Array(pattern))
    }
  }

  private static func pieces(of pattern: [Character]) throws(HubError) -> [Piece] {
    var pieces: [Piece] = []
    var index = 0
    while index < pattern.count {
      let letter = pattern[index]
      if letter == "'" {
        guard let end = pattern[(index + 1)...].firstIndex(of: "'") else { throw malformed }
        pieces.append(.literal(Array(String(pattern[(index + 1)..<end]).utf8)))
        index = end + 1
        continue
      }
      let run = pattern[index...].prefix { $0 == letter }.count
      pieces.append(try piece(letter, run))
      index += run
    }
    guard pieces.contains(.field(.year, width: 4)) else { throw malformed }
    return pieces
  }

  private static func piece(_ letter: Character, _ run: Int) throws(HubError) -> Piece {
    if let field = WritableField(rawValue: letter) {
      guard run == (field == .year ? 4 : 2) else { throw malformed }
      return .field(field, width: run)
    }
    switch (letter, run) {
    case ("S", 1...6): return .fraction(digits: run)
    case ("X", 3): return .offset
    default:
      guard letter == "T" || !(letter.isASCII && letter.isLetter) else { throw malformed }
      return .literal(Array(String(repeating: letter, count: run).utf8))
    }
  }

  private static var malformed: HubError {
    HubError(
      "time-format-malformed", "`time_format` is none of unix, unix_ms and a pattern of yyyy, MM, dd, HH, mm, ss, S…, XXX.",
      remedy: "Put other letters into single quotes.")
  }
}
