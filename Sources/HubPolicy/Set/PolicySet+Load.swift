internal import Foundation
package import HubModel
import HubYAML

extension PolicySet {
  /// Reads `Policies/`. Every fault of every file is in the result, sorted; the set is nil where one is an error.
  ///
  /// - Parameters:
  ///   - codes: the words of each code list of the model, to check row conditions against; lists that are absent are not checked.
  ///   - isProduction: wildcards are errors, whatever reason is given for them.
  package static func load(
    folder: String, model: Model, codes: [String: Set<String>] = [:], isProduction: Bool = false
  ) -> (PolicySet?, [Diagnostic]) {
    var files: [PolicyFile] = []
    var unreadable: [Diagnostic] = []
    for path in paths(in: folder) {
      if let text = try? String(contentsOfFile: folder + "/" + path, encoding: .utf8) {
        files.append(PolicyFile(path: path, text: text))
      } else {
        unreadable.append(
          Diagnostic(
            file: path, line: 0, column: 0, code: "unreadable-file", zh: "文件无法按 UTF-8 读取", en: "the file cannot be read as UTF-8"))
      }
    }
    let (set, diagnostics) = load(files: files, model: model, codes: codes, isProduction: isProduction)
    return unreadable.isEmpty ? (set, diagnostics) : (nil, (diagnostics + unreadable).sorted())
  }

  /// The published form: the same files from wherever they are kept.
  package static func load(
    files: [PolicyFile], model: Model, codes: [String: Set<String>] = [:], isProduction: Bool = false
  ) -> (PolicySet?, [Diagnostic]) {
    let loader = PolicyLoader(files: files, model: model, codes: codes)
    let set = loader.load()
    var diagnostics = Set(loader.diagnostics).sorted()
    for index in diagnostics.indices where isProduction && diagnostics[index].code == "wildcard" {
      diagnostics[index].severity = .error
    }
    return (diagnostics.contains { $0.severity == .error } ? nil : set, diagnostics)
  }

  /// The YAML and PEM files under `folder`, links followed. `people/` and `testdata/` are not part of the set that decides.
  private static func paths(in folder: String, under prefix: String = "", depth: Int = 0) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + prefix)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().flatMap { name -> [String] in
      let path = prefix + name
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder) else { return [path] }
      guard isFolder.boolValue else { return [".yaml", ".yml", ".pem"].contains { name.hasSuffix($0) } ? [path] : [] }
      return ["people", "testdata"].contains(path) || depth > 3 ? [] : paths(in: folder, under: path + "/", depth: depth + 1)
    }
  }
}
