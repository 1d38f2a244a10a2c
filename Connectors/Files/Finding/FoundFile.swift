/// A file of a source.
struct FoundFile: Sendable, Equatable {
  var name: String
  /// A path, or an address without credentials.
  var address: String
  /// The date in its name, as text that compares like it; empty where its name has none.
  var date: String

  /// Over a line that lists, tells sizes and times, and goes on in the middle of a file.
  var isOnFileServer: Bool { ["sftp://", "ftp://", "ftps://"].contains { address.hasPrefix($0) } }

  /// The order in which files are read.
  static func precedes(_ one: FoundFile, _ other: FoundFile) -> Bool {
    one.date == other.date ? one.name < other.name : one.date < other.date
  }
}
