import HubConnectorKit
import HubModel
import HubStandards
import HubYAML

/// What became of one case of a `_test.yaml` file.
package struct MappingTestResult: Sendable {
  package var dataset: String
  package var file: String
  package var line: Int
  package var title: String
  /// What differs, one line each; empty where the case holds. Test data is synthetic, so values may be shown.
  package var failures: [(zh: String, en: String)]
  package var passed: Bool { failures.isEmpty }
}

extension MappingSet {
  /// Runs the test files of all datasets, or of `only`.
  package func runTests(only: String? = nil) -> [MappingTestResult] {
    files.flatMap { path, text -> [MappingTestResult] in
      let file = MappingFile(path: path, text: text)
      guard file.kind == .test, only == nil || only == file.datasetName, let dataset = dataset(file.datasetName) else { return [] }
      let test = TestFileReader(reader: YAMLReader(file: path, text: text), dataset: dataset).read()
      return (test?.cases ?? []).map { dataset.run($0, file: path) }
    }
  }

  /// Datasets without a test file: `mapping test` names them.
  package var untestedDatasets: [String] {
    let tested = Set(files.map { MappingFile(path: $0.path, text: "") }.filter { $0.kind == .test }.map(\.datasetName))
    return datasets.map(\.schema.name).filter { !tested.contains($0) }
  }
}

extension DatasetMapping {
  func run(_ test: MappingTestCase, file: String) -> MappingTestResult {
    var batch = Batch(columns: source.columns)
    batch.append(source.columns.map { test.row[$0] ?? nil }, line: 1)
    var out = ConformedBatch()
    plan.conform(batch, into: &out, now: test.now)
    let failures: [(zh: String, en: String)] =
      switch test.outcome {
      case .kept(let expected, let remarks): compare(out, expected, remarks)
      case .refused(let reason, let field): compare(out, reason, field)
      }
    return MappingTestResult(dataset: schema.name, file: file, line: test.line, title: test.title, failures: failures)
  }

  private func compare(_ out: ConformedBatch, _ reason: String, _ field: String?) -> [(zh: String, en: String)] {
    guard let refused = out.refused.first else { return [("应被拒收，实际收下", "expected to be refused, but was kept")] }
    var failures: [(zh: String, en: String)] = []
    if refused.reason != reason {
      failures.append(("拒收原因应为 \(reason)，实为 \(refused.reason)", "expected reason \(reason), found \(refused.reason)"))
    }
    if let field, refused.field != field {
      let found = refused.field ?? "-"
      failures.append(("拒收字段应为 \(field)，实为 \(found)", "expected field \(field), found \(found)"))
    }
    return failures
  }

  private func compare(_ out: ConformedBatch, _ expected: [String: String?], _ remarks: [String]?) -> [(zh: String, en: String)] {
    if let refused = out.refused.first {
      let field = refused.field ?? "-"
      return [("应收下，实际被拒收：\(refused.reason)（\(field)）", "expected to be kept, but was refused: \(refused.reason) (\(field))")]
    }
    var failures: [(zh: String, en: String)] = []
    for (name, value) in expected.sorted(by: { $0.key < $1.key }) {
      let found = self.value(name, out)
      guard found != value else { continue }
      let (zh, en) = (value ?? "空", value ?? "absent")
      failures.append(("\(name) 应为 \(zh)，实为 \(found ?? "空")", "\(name): expected \(en), found \(found ?? "absent")"))
    }
    let words = RowRemark.words(of: out.remarks[0])
    if let remarks, Set(remarks) != Set(words) {
      failures.append(("备注应为 \(remarks)，实为 \(words)", "remarks: expected \(remarks), found \(words)"))
    }
    return failures
  }

  private func value(_ name: String, _ out: ConformedBatch) -> String? {
    if name == FieldRule.observedAt {
      return out.observedAt[0] == .min ? nil : Instant(microseconds: out.observedAt[0]).description
    }
    if name == "alias" { return out.string(out.aliasNumber[0]) }
    return schema.attributes.firstIndex(of: name).flatMap { out.string(out.span(row: 0, attribute: $0)) }
  }
}
