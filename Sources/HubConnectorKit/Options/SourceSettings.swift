/// What a mapping's `source:` block says to its connector, checked against the connector's options. Holds no secret.
package struct SourceSettings: Sendable, Equatable {
  package enum Value: Sendable, Equatable {
    case text(String)
    /// Counts, and durations in seconds.
    case count(Int)
    case flag(Bool)
    case texts([String])
    case table([String: String])
    case group(SourceSettings)
  }

  package var values: [String: Value]

  package init(_ values: [String: Value] = [:]) { self.values = values }

  package func text(_ name: String) -> String? { if case .text(let text) = values[name] { text } else { nil } }
  package func count(_ name: String) -> Int? { if case .count(let count) = values[name] { count } else { nil } }
  package func flag(_ name: String) -> Bool? { if case .flag(let flag) = values[name] { flag } else { nil } }
  package func texts(_ name: String) -> [String]? { if case .texts(let texts) = values[name] { texts } else { nil } }
  package func table(_ name: String) -> [String: String]? { if case .table(let table) = values[name] { table } else { nil } }
  package func group(_ name: String) -> SourceSettings? { if case .group(let group) = values[name] { group } else { nil } }
}
