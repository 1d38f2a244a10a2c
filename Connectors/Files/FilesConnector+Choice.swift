import HubConnectorKit
import HubModel

extension FilesConnector {
  /// One sign-in, and where to look.
  func open() async throws -> (FileAccess, FileFinder) {
    let secret = try await configuration.secret?()
    let access = FileAccess(configuration.transfer, secret)
    guard let path = configuration.path else { return (access, try FileFinder(configuration.address ?? "")) }
    guard let secret else { throw HubError("address-missing", "`path` needs a `connection`.") }
    let base = try secret.required("url")
    let slash = base.hasSuffix("/") || path.hasPrefix("/") ? "" : "/"
    return (access, try FileFinder(base + slash + (base.hasSuffix("/") && path.hasPrefix("/") ? String(path.dropFirst()) : path)))
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

  /// The digest of the content where it had to be made, else an empty text; nil where an earlier read took this content already.
  func ready(_ content: FileContent, seen: [String]) async throws -> String? {
    let watch = FileWatch(readiness: configuration.readiness, access: content.access, now: configuration.now)
    let expected = try await configuration.retry.retrying { try await watch.wait(for: content.file) }
    guard expected != nil || configuration.isIncremental else { return "" }
    let digest = try await content.digest(expected)
    return configuration.isIncremental && seen.contains(digest) ? nil : digest
  }
}
