/// A record as the store opened it. It cannot be encoded or printed: only `HubPolicy` reads its values, to build what may leave.
public struct StoredRecord: Sendable {
  public let entity: String
  public let subject: Subject
  private let values: [String: String]

  public init(entity: String, subject: Subject, values: [String: String]) {
    self.entity = entity
    self.subject = subject
    self.values = values
  }

  /// The clear value. `@_spi(Release)` is imported by `HubPolicy` alone; a repository test enforces it.
  @_spi(Release) public func value(_ attribute: String) -> String? { values[attribute] }
}

extension StoredRecord: CustomStringConvertible, CustomReflectable {
  public var description: String { "StoredRecord(\(entity))" }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
