import Foundation
package import HubConnectorKit
package import HubModel

extension MappingSet {
  /// Reads every YAML file below `folder`. A folder that cannot be read is a diagnostic too.
  package static func load(folder: String, connectors: [ConnectorKind]) -> (MappingSet?, [Diagnostic]) {
    let (files, unreadable) = MappingFile.all(in: folder)
    let (set, diagnostics) = load(files: files.map { ($0.path, $0.text) }, connectors: connectors)
    return (unreadable.isEmpty ? set : nil, (unreadable + diagnostics).sorted())
  }
}

extension MappingFile {
  /// The YAML files below `folder`, sorted by path, and a diagnostic for each that is not readable as UTF-8.
  static func all(in folder: String) -> ([MappingFile], [Diagnostic]) {
    // A linked folder is not walked into unless its link is resolved.
    let folder = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    guard let paths = FileManager.default.subpaths(atPath: folder) else {
      return ([], [unreadable(folder)])
    }
    var files: [MappingFile] = []
    var diagnostics: [Diagnostic] = []
    for path in paths.sorted() where path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
      if path.hasPrefix(".") || path.contains("/.") { continue }
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)"), let text = String(validating: data, as: UTF8.self)
      else {
        diagnostics.append(unreadable(path))
        continue
      }
      files.append(MappingFile(path: path, text: text))
    }
    return (files, diagnostics)
  }

  private static func unreadable(_ path: String) -> Diagnostic {
    Diagnostic(
      file: path, line: 0, column: 0, code: "file-unreadable", zh: "无法按 UTF-8 读取", en: "cannot be read as UTF-8 text")
  }
}
