import HubConnectorKit

/// When a file counts as finished, so that half of an upload is never taken for the whole.
struct FileReadiness: Sendable, Equatable {
  enum Companion: String, Sendable {
    /// It only has to be there.
    case ok = ".ok"
    /// It holds the hexadecimal digest of the file, alone or before the file's name.
    case md5 = ".md5"
    case sm3 = ".sm3"
    case sha256 = ".sha256"
  }

  var companion: Companion?
  /// Seconds in which size and time must not have changed; nil: five over FTP and SFTP, none elsewhere.
  var stableFor: Int?

  init() {}

  init(_ settings: SourceSettings?) {
    companion = settings?.text("companion").flatMap(Companion.init)
    stableFor = settings?.count("stable_for")
  }

  static let usualWatch = 5
}
