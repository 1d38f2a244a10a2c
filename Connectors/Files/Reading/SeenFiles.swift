import HubModel

/// The files that earlier reads and the one under way took.
struct SeenFiles {
  private var files: [SeenFile]
  private var digests: Set<String>
  private var marks: Set<FileMark>
  /// The names of the files that are there.
  private let listed: Set<[UInt8]>
  private var hasRead = false
  /// The time of the newest file that this read found first, be its content that of another one; seconds since 1970.
  private(set) var deliveredAt: Int64?
  /// The read ended before a file that is not ready.
  var isStopped = false

  /// So many are remembered, and all that are still there: thirteen years of daily files.
  static let atMost = 5_000
  private static let unready: Set<HubError.Code> = ["file-not-ready", "digest-differs", "companion-malformed"]

  init(_ position: FilesPosition, _ listed: [FoundFile]) {
    files = position.seen
    digests = Set(files.map(\.digest))
    marks = Set(files.compactMap(\.mark))
    self.listed = Set(listed.map { Array($0.name.utf8) })
  }

  /// False where the source tells no time.
  func holds(_ mark: FileMark) -> Bool { mark.modified != 0 && marks.contains(mark) }

  func holds(digest: String) -> Bool { digests.contains(digest) }

  /// A file that was read.
  /// - Parameter time: when it was delivered, as far as anybody knows, where its folder does not tell.
  mutating func take(_ file: SeenFile, at time: Int64) {
    hasRead = true
    note(file)
    if (file.mark?.modified ?? 0) == 0 { deliver(at: time) }
  }

  private mutating func deliver(at time: Int64) { deliveredAt = max(deliveredAt ?? time, time) }

  /// A content and where it lies now, in place of where it lay before.
  mutating func note(_ file: SeenFile) {
    if digests.contains(file.digest) {
      let listed = listed
      files.removeAll { other in
        guard other.digest == file.digest else { return false }
        return other.mark.map { !listed.contains($0.name) || $0.name == file.mark?.name } ?? true
      }
    }
    files.append(file)
    digests.insert(file.digest)
    guard let mark = file.mark else { return }
    marks.insert(mark)
    if mark.modified != 0 { deliver(at: mark.modified) }
  }

  /// Whether the read may end before a file with this fault: something was read that would otherwise wait with it.
  func mayStop(at error: HubError) -> Bool { hasRead && Self.unready.contains(error.code) }

  /// Where the next read begins. Of a read that stopped nothing is forgotten: it did not look at all files.
  var next: FilesPosition {
    var position = FilesPosition()
    position.seen = isStopped ? files : remembered
    return position
  }

  /// Without the oldest ones beyond the limit. The last content of a file that is there stays: it would be read again.
  private var remembered: [SeenFile] {
    var surplus = files.count - Self.atMost
    guard surplus > 0 else { return files }
    var names: Set<[UInt8]> = []
    var stays = [Bool](repeating: false, count: files.count)
    for index in files.indices.reversed() where isListed(files[index]) {
      stays[index] = names.insert(files[index].mark?.name ?? []).inserted
    }
    var kept: [SeenFile] = []
    for index in files.indices {
      if stays[index] || surplus == 0 { kept.append(files[index]) } else { surplus -= 1 }
    }
    return kept
  }

  private func isListed(_ file: SeenFile) -> Bool { file.mark.map { listed.contains($0.name) } ?? false }
}
