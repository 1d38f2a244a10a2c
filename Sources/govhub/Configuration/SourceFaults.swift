import HubMapping
import HubModel
import HubYAML

/// What the connectors find wrong with sources as wholes, each option being well-formed: told as faults of the files, so that they do
/// not surface in a run.
struct SourceFaults {
  let hub: HubConfiguration

  /// No source is reached and no secret opened.
  func all(of set: MappingSet) -> [Diagnostic] { set.datasets.compactMap { fault(of: $0, in: set) } }

  private func fault(of dataset: DatasetMapping, in set: MappingSet) -> Diagnostic? {
    do throws(HubError) {
      _ = try SourceConnectors.make(dataset.source, hub: hub)
      return nil
    } catch {
      let file = "\(dataset.schema.name).yaml"
      let place = Self.place(of: file, in: set)
      let words = [error.message, error.remedy].compactMap(\.self).joined(separator: " ")
      return Diagnostic(
        file: file, line: place?.line ?? 0, column: place?.column ?? 0, code: error.code.rawValue,
        zh: "连接器 \(dataset.source.connector) 不接受此来源：\(words)",
        en: "the connector \(dataset.source.connector) does not take this source: \(words)")
    }
  }

  /// Where `source:` stands.
  private static func place(of file: String, in set: MappingSet) -> YAMLNode? {
    guard let text = set.files.first(where: { $0.path == file })?.text else { return nil }
    let reader = YAMLReader(file: file, text: text)
    return reader.pairs(reader.root)?.first { $0.name == "source" }?.key
  }
}

extension Hub {
  /// The mapping files of the folder with all their faults, those that only a connector finds among them.
  func loadMappings() -> (MappingSet?, [Diagnostic]) {
    let (set, found) = MappingSet.load(folder: configuration.mappings, connectors: SourceConnectors.kinds)
    guard let set else { return (nil, found) }
    let faults = SourceFaults(hub: configuration).all(of: set)
    return (faults.isEmpty ? set : nil, (found + faults).sorted())
  }
}
