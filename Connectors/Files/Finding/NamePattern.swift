import HubModel

/// A file's name with gaps: `{yyyyMMdd}`, `{yyyy-MM-dd}`, `{HHmmss}` and the like for digits of a date, `*` for anything.
struct NamePattern: Sendable {
  enum Piece: Sendable, Equatable {
    case literal([UInt8])
    /// Digits of the year, month, day, hour, minute or second: index and length.
    case digits(field: Int, count: Int)
    case any
  }

  let pieces: [Piece]
  /// The letters of each field, in the order in which dates compare.
  private static let letters: [(letter: UInt8, counts: Set<Int>)] = [
    (UInt8(ascii: "y"), [2, 4]), (UInt8(ascii: "M"), [2]), (UInt8(ascii: "d"), [2]), (UInt8(ascii: "H"), [2]),
    (UInt8(ascii: "m"), [2]), (UInt8(ascii: "s"), [2]),
  ]

  /// - Throws: `name-pattern-malformed`.
  init(_ text: String) throws(HubError) {
    var pieces: [Piece] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "*"):
        pieces.append(.any)
        rest = rest.dropFirst()
      case UInt8(ascii: "{"):
        guard let end = rest.firstIndex(of: UInt8(ascii: "}")) else { throw Self.malformed }
        pieces += try Self.date(rest[(rest.startIndex + 1)..<end])
        rest = rest[(end + 1)...]
      default:
        let literal = rest.prefix { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "{") }
        pieces.append(.literal(Array(literal)))
        rest = rest[literal.endIndex...]
      }
    }
    guard !pieces.isEmpty else { throw Self.malformed }
    self.pieces = pieces
  }

  /// True for a name without gaps.
  var isPlain: Bool {
    pieces.allSatisfy { if case .literal = $0 { true } else { false } }
  }

  private static var malformed: HubError {
    HubError(
      "name-pattern-malformed", "A name pattern of the source cannot be read.",
      remedy: "Gaps are *, and dates of yyyy, MM, dd, HH, mm and ss in braces, for example {yyyyMMdd}.")
  }

  private static func date(_ text: ArraySlice<UInt8>) throws(HubError) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text
    while let byte = rest.first {
      let run = rest.prefix { $0 == byte }
      rest = rest.dropFirst(run.count)
      if let field = letters.firstIndex(where: { $0.letter == byte }) {
        guard letters[field].counts.contains(run.count) else { throw malformed }
        pieces.append(.digits(field: field, count: run.count))
      } else {
        guard [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ".")].contains(byte) else { throw malformed }
        pieces.append(.literal(Array(run)))
      }
    }
    guard !pieces.isEmpty else { throw malformed }
    return pieces
  }
}
