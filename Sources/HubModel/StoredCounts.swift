/// How many records stand in each group, as the store counted them. It cannot be encoded or printed: only `HubPolicy` reads the
/// counts, to build the table that may leave.
public struct StoredCounts: Sendable {
  public struct Group: Sendable, Equatable {
    /// One for each grouping; nil where the records have no value.
    public var values: [String?]
    public var count: Int

    public init(values: [String?], count: Int) {
      self.values = values
      self.count = count
    }
  }

  private let all: [Group]

  public init(_ groups: [Group]) { all = groups }

  /// `@_spi(Release)` is imported by `HubPolicy` alone; a repository test enforces it.
  @_spi(Release) public var groups: [Group] { all }
}

extension StoredCounts: CustomStringConvertible, CustomReflectable {
  public var description: String { "StoredCounts" }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
