import Foundation

/// A folder as it looked when it was last read, and a look ago. Links are followed: one that is turned to another file or folder is
/// an edit, also where the other is as old and as long.
struct WatchedFolder {
  private let path: String
  private var read: [String: Stamp] = [:]
  private var last: [String: Stamp] = [:]

  init(path: String) {
    self.path = path
    read = stamps
    last = read
  }

  /// True where it is another than the one last read, and the same as a look ago. What changes while it is read is seen next time.
  mutating func isToBeRead() -> Bool {
    let now = stamps
    defer { last = now }
    guard now != read, now == last else { return false }
    read = now
    return true
  }

  /// What a link leads to now, and itself what is none: nothing is listed below a link.
  static func target(of path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

  /// A file that went counts as a change like any other.
  private var stamps: [String: Stamp] {
    let folder = Self.target(of: path)
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return files.reduce(into: [:]) { $0[$1] = Stamp(Self.target(of: "\(folder)/\($1)")) }
  }

  /// By what a file is known to be another one.
  private struct Stamp: Equatable {
    var number: Int?
    var size: Int?
    var changed: Date?

    init(_ file: String) {
      let found = try? FileManager.default.attributesOfItem(atPath: file)
      number = (found?[.systemFileNumber] as? NSNumber)?.intValue
      size = (found?[.size] as? NSNumber)?.intValue
      changed = found?[.modificationDate] as? Date
    }
  }
}
