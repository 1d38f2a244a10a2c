/// A file of a source.
struct FoundFile: Sendable, Equatable {
  var name: String
  /// A path, or an address without credentials.
  var address: String
  /// The date in its name, as text that compares like it; empty where its name has none.
  var date: String

  /// The order in which files are read.
  static func precedes(_ one: FoundFile, _ other: FoundFile) -> Bool {
    one.date == other.date ? one.name < other.name : one.date < other.date
  }
}
