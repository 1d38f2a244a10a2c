/// A point in time, microseconds since 1970-01-01T00:00:00Z, as PostgreSQL's timestamptz resolves it.
package struct Instant: Sendable, Hashable, Comparable {
  package var microseconds: Int64
  package init(microseconds: Int64) { self.microseconds = microseconds }
  package static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }
}
