/// Where a read got to, in the connector's own words. Stored and handed back unread by everyone else.
package struct Checkpoint: Sendable, Hashable, RawRepresentable {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}
