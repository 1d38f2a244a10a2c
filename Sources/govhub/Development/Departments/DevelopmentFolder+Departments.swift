import Foundation

extension DevelopmentFolder {
  /// The mappings in force: those that people edit, with the sources of the sample's departments.
  var mappings: String { path + "/mappings" }

  /// Copies the mappings, deletions too, with other `source:` words for the datasets named: `connector` and what belongs to it; `load`
  /// and how the file is written stay.
  func takeMappings(from origin: String, sources: [String: String]) throws {
    let manager = FileManager.default
    let origin = WatchedFolder.target(of: origin)
    let files = try manager.subpathsOfDirectory(atPath: origin).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }
    for file in files {
      var text = try String(contentsOfFile: "\(origin)/\(file)", encoding: .utf8)
      if let words = sources[String(file.dropLast(".yaml".count))] { text = SourceBlock(text).with(words) }
      let target = "\(mappings)/\(file)"
      try manager.createDirectory(atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      if (try? String(contentsOfFile: target, encoding: .utf8)) != text {
        try text.write(toFile: target, atomically: true, encoding: .utf8)
      }
    }
    let taken = (try? manager.subpathsOfDirectory(atPath: mappings)) ?? []
    for gone in Set(taken.filter { $0.hasSuffix(".yaml") }).subtracting(files) {
      try? manager.removeItem(atPath: "\(mappings)/\(gone)")
    }
  }

  /// A file of mode 0600 for `secret://name`.
  func writeSecret(_ name: String, _ parts: [String: String]) throws {
    let file = "\(secrets)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let text = parts.sorted { $0.key < $1.key }.map { "\($0.key): \"\($0.value)\"\n" }.joined()
    guard
      FileManager.default.createFile(
        atPath: file, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown) }
  }

  /// The port of the sample's departments the last time.
  var departmentPort: Int? {
    get { (try? String(contentsOfFile: path + "/departments.port", encoding: .utf8)).flatMap { Int($0) } }
    nonmutating set { try? newValue.map(String.init)?.write(toFile: path + "/departments.port", atomically: true, encoding: .utf8) }
  }

  /// Tells one sample from another.
  var sampleMark: String {
    let manifest = try? SampleManifest.load(from: sources)
    return manifest.map { "sample \($0.seed) \($0.persons) \($0.enterprises) \($0.today)" } ?? ""
  }
}
