import HubConnectorKit
import HubModel
import HubTransfer

extension FilesConnector {
  /// One sign-in, and where to look.
  func open() async throws -> (FileAccess, FileFinder) {
    let secret = try await configuration.secret?()
    let access = FileAccess(configuration.transfer, secret)
    guard let path = configuration.path else { return (access, try FileFinder(configuration.address ?? "")) }
    guard let secret else { throw HubError("address-missing", "`path` needs a `connection`.") }
    let base = try secret.required("url")
    let slash = base.hasSuffix("/") || path.hasPrefix("/") ? "" : "/"
    let address = base + slash + (base.hasSuffix("/") && path.hasPrefix("/") ? String(path.dropFirst()) : path)
    try configuration.check(address)
    return (access, try FileFinder(address))
  }

  /// Every file that fits, the oldest first.
  func listed(_ finder: FileFinder, _ access: FileAccess) async throws -> [FoundFile] {
    try await configuration.retry.retrying { try await finder.files(access) }
  }

  /// A full snapshot is the newest file; increments are all of them, those of a read under way as they were listed then.
  func chosen(from files: [FoundFile], _ position: FilesPosition) async throws -> [FoundFile] {
    guard configuration.isIncremental else { return [try newest(files)] }
    guard !position.listed.isEmpty else { return files }
    let listed = files.filter { position.listed.contains($0.name) }
    guard listed.count == position.listed.count else {
      throw HubError(
        "file-missing", "A file of the read under way is gone.", remedy: "Run again: it begins anew.",
        persistence: .transient)
    }
    return listed
  }

  /// - Throws: `file-ambiguous` where names without a date leave it open which is the newest.
  private func newest(_ files: [FoundFile]) throws(HubError) -> FoundFile {
    guard let last = files.last else {
      throw HubError(
        "file-missing", "No file fits the name pattern.",
        remedy: "Check whether the department delivered, and the pattern in the mapping.", persistence: .transient)
    }
    if files.count > 1, files[files.count - 2].date == last.date {
      throw HubError(
        "file-ambiguous", "Several files fit the name pattern, and their names do not say which is the newest.",
        remedy: "Put the date into the pattern, for example {yyyyMMdd}, or load incrementally: each file once.")
    }
    return last
  }

  /// The file as the position keeps it, with an empty digest where none had to be made; nil where an earlier read took this
  /// content already. What has the name, size and time of a file that was read is not looked into again.
  func ready(_ content: FileContent, _ seen: inout SeenFiles) async throws -> SeenFile? {
    let state = try await state(of: content)
    let mark = FileMark(name: content.file.name, size: state?.size ?? 0, modified: state?.modified ?? 0)
    if seen.holds(mark) { return nil }
    let watch = FileWatch(readiness: configuration.readiness, access: content.access, now: configuration.now)
    let expected = try await configuration.retry.retrying { try await watch.wait(for: content.file) }
    guard expected != nil || configuration.isIncremental else { return SeenFile(digest: "", mark: mark) }
    let file = SeenFile(digest: try await content.digest(expected), mark: mark)
    guard configuration.isIncremental, seen.holds(digest: file.digest) else { return file }
    seen.note(file)
    return nil
  }

  /// Nil where nobody needs it, the protocol does not tell it, or the file is not there.
  private func state(of content: FileContent) async throws -> RemoteFile? {
    guard configuration.isIncremental, FileProtocol(content.file.address) != .web else { return nil }
    do {
      return try await configuration.retry.retrying { try await content.access.transfer(content.file.address).state() }
    } catch let error as HubError where error.code == "file-missing" {
      return nil
    }
  }
}
