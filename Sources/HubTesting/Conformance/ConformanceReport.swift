/// What the suite found of one connector.
package struct ConformanceReport: Sendable {
  package let connector: String
  package var passed: [ConnectorCheck] = []
  package var bypassed: [Bypass] = []
  package var failures: [ConformanceFailure] = []

  /// Counts, then every bypass and failure on a line of its own.
  package var summary: String {
    let counts = "\(connector): \(passed.count) passed, \(bypassed.count) bypassed, \(failures.count) failed"
    let bypasses = bypassed.map { "  bypassed: \($0.check.rawValue): \($0.reason)" }
    let faults = failures.map { "  failed: \($0.description)" }
    return ([counts] + bypasses + faults).joined(separator: "\n")
  }
}

package struct ConformanceFailure: Sendable, CustomStringConvertible {
  package let check: ConnectorCheck
  package let words: String
  package var description: String { "\(check.rawValue): \(words)" }
}

/// Ends a check that found something.
struct ConformanceFinding: Error {
  let words: String
}
