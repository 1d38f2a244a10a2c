import HubConnectorKit
package import HubModel

/// The normalised plan: what will be used, defaults included, in the steward's language.
extension MappingSet {
  /// All datasets, or `only`.
  package func inWords(chinese: Bool, only: String? = nil) -> String {
    datasets.filter { only == nil || $0.schema.name == only }
      .map { $0.inWords(model: model, authority: authority, chinese: chinese) }.joined(separator: "\n")
  }
}

extension DatasetMapping {
  package func inWords(model: Model, authority: Authority, chinese: Bool) -> String {
    let words = DatasetWords(dataset: self, model: model, authority: authority, chinese: chinese)
    return words.lines.joined(separator: "\n") + "\n"
  }
}

struct DatasetWords {
  let dataset: DatasetMapping
  let model: Model
  let authority: Authority
  let chinese: Bool

  var lines: [String] {
    [head, catalogue, coverage, schedule, source, load] + [say("  字段", "  fields")] + dataset.fields.map { "    " + field($0) }
  }

  func say(_ zh: String, _ en: String) -> String { chinese ? zh : en }

  private var schema: DatasetSchema { dataset.schema }

  private var head: String {
    say("\(schema.name) \(schema.title)，第 \(schema.version) 版", "\(schema.name) \(schema.title), version \(schema.version)")
  }

  private var catalogue: String {
    let entry = dataset.catalogue
    let share = ["unconditional": "无条件共享", "conditional": "有条件共享", "none": "不予共享"][entry.share] ?? entry.share
    let origin = ["local": "本级", "return_flow": "上级回流", "upstream": "上级接口"][entry.origin] ?? entry.origin
    return say(
      "  目录 \(entry.code)；提供单位 \(entry.provider)；\(origin)；\(share)；更新 \(entry.update)",
      "  catalogue \(entry.code); provider \(entry.provider); origin \(entry.origin); share \(entry.share); update \(entry.update)")
  }

  private var coverage: String {
    let covers = schema.coverage
    let age = schema.maxAge.map { DurationWords($0).text }
    return say(
      "  覆盖 \(covers.register)（\(covers.region)），\(covers.complete ? "完整" : "不完整，不能据以答“库中无此号”")；\(age.map { "超过 \($0) 视为过期" } ?? "不过期")",
      "  covers \(covers.register) (\(covers.region)), \(covers.complete ? "complete" : "not complete: never a ground for notFound"); "
        + (age.map { "stale after \($0)" } ?? "never stale"))
  }

  private var source: String {
    let source = dataset.source
    let columns = source.columns.map { "“\($0)”" }.joined(separator: chinese ? "、" : ", ")
    let signIn = source.connection.map { say("，凭据 \($0)", ", signs in with \($0)") } ?? ""
    return say(
      "  来源 \(source.connector)：\(source.settings.inWords)\(signIn)\n  取列 \(columns)",
      "  source \(source.connector): \(source.settings.inWords)\(signIn)\n  columns \(columns)")
  }

  private var load: String {
    let gates = schema.gates
    let key = dataset.key.map { $0.joined(separator: say(" 或 ", " or ")) }.joined(separator: " + ")
    return say(
      "  \(kind)；行键 \(key)；撤销至多 \(percent(gates.withdrawAtMost))，拒收至多 \(percent(gates.refuseAtMost))，\(rows)",
      "  \(kind); row key \(key); at most \(percent(gates.withdrawAtMost)) withdrawn, at most \(percent(gates.refuseAtMost)) refused, "
        + rows)
  }

  private var rows: String {
    let least = say("至少 \(schema.gates.atLeastRows) 行", "at least \(schema.gates.atLeastRows) rows")
    guard let most = schema.gates.atMostRows else { return least }
    return least + say("，至多 \(most) 行", ", at most \(most) rows")
  }

  private var kind: String {
    guard case .incremental(let increment) = dataset.source.load else { return say("全量快照", "full snapshot") }
    let cursor = increment.cursor.map { say("按“\($0)”", " by \($0)") } ?? ""
    let overlap = DurationWords(increment.overlap)
    let whole = dataset.source.reconcileEvery.map { DurationWords($0).text }
    return say(
      "增量\(cursor)，每次回看 \(overlap.text)，\(whole.map { "每 \($0) 全量核对一次" } ?? "不定期核对（删除只在全量核对时发现）")",
      "incremental\(cursor), each read goes back \(overlap.text), "
        + (whole.map { "read whole every \($0)" } ?? "read whole on demand only: deletions are found then"))
  }

  private func percent(_ share: Double) -> String {
    let hundredths = Int((share * 10_000).rounded())
    return hundredths % 100 == 0 ? "\(hundredths / 100)%" : "\(Double(hundredths) / 100)%"
  }
}
