import HubConnectorKit
import HubModel
import HubYAML

/// Reads the files of a set in the order in which they need each other: model, codes, datasets, authority, tests.
struct MappingLoader {
  let files: [MappingFile]
  let connectors: [ConnectorKind]
  private var diagnostics: [Diagnostic] = []

  init(files: [MappingFile], connectors: [ConnectorKind]) {
    self.files = files.sorted { $0.path < $1.path }
    self.connectors = connectors
  }

  mutating func load() -> (MappingSet?, [Diagnostic]) {
    let vocabulary = readModel()
    let codes = readCodes()
    checkCodes(of: vocabulary, codes)
    let datasets = readDatasets(vocabulary, codes)
    let authority = readAuthority(vocabulary, datasets)
    checkTests(datasets)
    checkStrayFiles()
    diagnostics.sort()
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return (nil, diagnostics) }
    let set = MappingSet(
      model: vocabulary.model, authority: authority, codes: codes, datasets: datasets,
      files: files.map { ($0.path, $0.text) })
    return (set, diagnostics)
  }

  private mutating func read<R>(_ file: MappingFile, schema: String, _ body: (YAMLReader) -> R) -> R {
    let reader = YAMLReader(file: file.path, text: file.text)
    SchemaLine(file: file, schema: schema).check(reader)
    let result = body(reader)
    diagnostics += reader.diagnostics
    return result
  }

  private mutating func readModel() -> Vocabulary {
    guard let file = files.first(where: { $0.kind == .model }) else {
      missing("model.yaml")
      return Vocabulary()
    }
    return read(file, schema: "model.schema.json") { ModelReader(reader: $0).read() }
  }

  private mutating func readCodes() -> [String: CodeList] {
    var lists: [String: CodeList] = [:]
    for file in files where file.kind == .codes {
      guard let list = read(file, schema: "codes.schema.json", { CodeListReader(reader: $0).read() }) else { continue }
      lists[list.name] = list
    }
    for list in lists.values {
      diagnostics += list.faults(in: lists)
    }
    return lists
  }

  private mutating func checkCodes(of vocabulary: Vocabulary, _ codes: [String: CodeList]) {
    for entity in vocabulary.model.entities {
      for attribute in entity.attributes {
        guard let name = attribute.codes, codes[name]?.isCanonical != true else { continue }
        let place = vocabulary.places["\(entity.name).\(attribute.name)"]
        diagnostics.append(
          Diagnostic(
            file: "model.yaml", line: place?.line ?? 0, column: place?.column ?? 0, code: "unknown-code-list",
            zh: "没有代码表 codes/\(name).yaml", en: "there is no code list codes/\(name).yaml",
            nearest: nearestWord(to: name, in: codes.keys)))
      }
    }
  }

  private mutating func readDatasets(_ vocabulary: Vocabulary, _ codes: [String: CodeList]) -> [DatasetMapping] {
    var datasets: [DatasetMapping] = []
    let connectors = connectors
    for file in files where file.kind == .dataset {
      let context = DatasetContext(vocabulary: vocabulary, codes: codes, name: file.datasetName)
      let dataset = read(file, schema: "mapping.schema.json") {
        DatasetReader(reader: $0, context: context, connectors: connectors).read()
      }
      if let dataset { datasets.append(dataset) }
    }
    return datasets.sorted { $0.schema.name < $1.schema.name }
  }

  private mutating func readAuthority(_ vocabulary: Vocabulary, _ datasets: [DatasetMapping]) -> Authority {
    guard let file = files.first(where: { $0.kind == .authority }) else {
      missing("authority.yaml")
      return Authority(order: [:])
    }
    let broken = Set(files.filter { $0.kind == .dataset }.map(\.datasetName)).subtracting(datasets.map(\.schema.name))
    return read(file, schema: "authority.schema.json") {
      AuthorityReader(reader: $0, model: vocabulary.model, datasets: datasets.map(\.schema), broken: broken).read()
    }
  }

  private mutating func checkTests(_ datasets: [DatasetMapping]) {
    for file in files where file.kind == .test {
      let dataset = datasets.first { $0.schema.name == file.datasetName }
      _ = read(file, schema: "mapping_test.schema.json") { TestFileReader(reader: $0, dataset: dataset).read() }
    }
  }

  private mutating func checkStrayFiles() {
    for file in files where file.kind == .stray {
      diagnostics.append(
        Diagnostic(
          file: file.path, line: 0, column: 0, severity: .warning, code: "stray-file",
          zh: "此文件不会被读取；数据集应放在 <部门>/<数据集>.yaml",
          en: "this file is not read; a dataset belongs in <department>/<dataset>.yaml"))
    }
  }

  private mutating func missing(_ path: String) {
    diagnostics.append(
      Diagnostic(file: path, line: 0, column: 0, code: "file-missing", zh: "缺少文件 \(path)", en: "the file \(path) is missing"))
  }
}
