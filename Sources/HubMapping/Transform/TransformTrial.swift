import HubModel
import HubStandards

/// Runs one transform on one text: for examples and for stewards who want to see what a word does.
package enum TransformTrial {
  /// `transform` as in `do:`. nil: unreadable. A reader's result is canonical.
  package static func run(_ transform: String, _ input: String) throws -> String? {
    let transform = try Transform(transform)
    return transform.isReader ? read(transform, input) : text(transform, input)
  }

  static func text(_ transform: Transform, _ input: String) -> String {
    let space = TextWorkspace()
    return Array(input.utf8).withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return "" }
      let result = Step(transform).apply(TextView(start: base, count: bytes.count), space)
      return String(decoding: result.raw, as: UTF8.self)
    }
  }

  private static func read(_ transform: Transform, _ input: String) -> String? {
    switch transform.word {
    case .date: return (try? CivilDate.parse(input, pattern: DatePattern(pattern: transform.argument)))?.description
    case .time: return (try? Instant.parse(input, pattern: InstantPattern(rawValue: transform.argument)))?.description
    case .unit: return (try? Money.amount(input, unit: Money.Unit(word: transform.argument)))?.canonical
    case .capital: return (try? Money.capital(input))?.amount
    case .capitalCurrency: return (try? Money.capital(input))?.currency?.code
    default: return input
    }
  }
}
