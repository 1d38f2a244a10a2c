import HubModel

/// The lines of `ls -l`, as SFTP and most FTP servers write them:
/// `-rw-r--r--    1 owner    group        12 Jan  2 03:04 name`, with a year in place of the time for older files.
struct LongListing {
  /// Seconds since 1970: tells the year of a line that has none.
  let now: Int64

  private enum Line {
    case file(RemoteFile)
    case other
    case unknown
  }

  /// - Throws: `listing-unreadable`.
  func files(in text: [UInt8], _ shownAddress: String) throws(HubError) -> [RemoteFile] {
    var files: [RemoteFile] = []
    for whole in text.split(separator: UInt8(ascii: "\n")) {
      switch read(whole.last == UInt8(ascii: "\r") ? whole.dropLast() : whole) {
      case .file(let file): files.append(file)
      case .other: continue
      case .unknown: throw Self.unreadable(shownAddress)
      }
    }
    return files
  }

  static func unreadable(_ shownAddress: String) -> HubError {
    HubError(
      "listing-unreadable", "\(shownAddress) lists its files in a form that is not known.",
      remedy: "Name the files one by one, or use SFTP or an FTP server that knows MLSD.")
  }

  private func read(_ line: ArraySlice<UInt8>) -> Line {
    let words = Self.words(of: line)
    guard let kind = line.first, !words.isEmpty else { return .other }
    // `total 12`, in whatever language.
    if words.count == 2, Self.number(line[words[1]]) != nil { return .other }
    guard kind == UInt8(ascii: "-") else { return "dlbcpsD".utf8.contains(kind) ? .other : .unknown }
    // Owner and group may have blanks in them: the date is looked for.
    for index in words.indices.dropFirst(2) {
      if let file = file(line, words, dateAt: index) { return .file(file) }
    }
    return .unknown
  }

  /// The file, where its date begins with this word: its size stands before, its name one blank after.
  private func file(_ line: ArraySlice<UInt8>, _ words: [Range<Int>], dateAt index: Int) -> RemoteFile? {
    guard let size = Self.number(line[words[index - 1]]) else { return nil }
    let date = words[index...].prefix(3).map { String(decoding: line[$0], as: UTF8.self) }
    guard let (seconds, count) = modified(date) else { return nil }
    let start = words[index + count - 1].upperBound + 1
    guard start < line.endIndex else { return nil }
    return RemoteFile(bytes: Array(line[start...]), size: size, modified: seconds)
  }

  /// The instant, and the words it takes.
  private func modified(_ words: [String]) -> (seconds: Int64, words: Int)? {
    guard words.count >= 2 else { return nil }
    let parts = words[0].split(separator: "-").map { Int($0) }
    if parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] {
      guard let clock = Self.clock(words[1]) else { return nil }
      let seconds = CivilTime.seconds(year: year, month: month, day: day, hour: clock.hour, minute: clock.minute)
      return seconds.map { (seconds: $0, words: 2) }
    }
    guard words.count == 3, let month = CivilTime.months.firstIndex(of: words[0].lowercased()), let day = Int(words[1]) else {
      return nil
    }
    return modified(month: month + 1, day: day, words[2]).map { (seconds: $0, words: 3) }
  }

  private func modified(month: Int, day: Int, _ word: String) -> Int64? {
    guard let clock = Self.clock(word) else {
      return Int(word).flatMap { CivilTime.seconds(year: $0, month: month, day: day) }
    }
    let year = CivilTime.year(of: now)
    let time = { CivilTime.seconds(year: $0, month: month, day: day, hour: clock.hour, minute: clock.minute) }
    // A day of room for the server's zone and clock.
    guard let seconds = time(year), seconds <= now + 86_400 else { return time(year - 1) }
    return seconds
  }

  private static func clock(_ word: String) -> (hour: Int, minute: Int)? {
    let parts = word.split(separator: ":").map { Int($0) }
    guard parts.count == 2 || parts.count == 3, let hour = parts[0], let minute = parts[1] else { return nil }
    return (hour, minute)
  }

  private static func number(_ word: ArraySlice<UInt8>) -> UInt64? { UInt64(String(decoding: word, as: UTF8.self)) }

  /// Where the first twenty words are.
  private static func words(of line: ArraySlice<UInt8>) -> [Range<Int>] {
    line.split(separator: UInt8(ascii: " "), maxSplits: 20).prefix(20).map(\.indices)
  }
}
