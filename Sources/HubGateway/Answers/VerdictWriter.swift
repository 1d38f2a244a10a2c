import HubStore

/// Verdict → the members of an answer. Values stored about the subject do not occur.
enum VerdictWriter {
  static func write(_ verdict: Verdict, entity: String, receipt: Receipt, chinese: Bool, to json: inout JSONWriter) {
    json.member("result", verdict.result.rawValue)
    json.member("resultText", verdict.resultText(entity: entity, chinese: chinese))
    if let reason = verdict.reason {
      json.member("reason", reason.rawValue)
      json.member("reasonText", reason.text(chinese: chinese))
    }
    if !verdict.attributes.isEmpty {
      json.key("attributes")
      json.beginObject()
      for (name, result) in verdict.attributes {
        json.key(name)
        json.string(result.rawValue)
      }
      json.endObject()
    }
    if let state = verdict.subjectState { write(state, chinese: chinese, to: &json) }
    if let dataset = verdict.dataset { json.members(dataset.members) } else { json.members(noDataset) }
    write(verdict.notes, chinese: chinese, to: &json)
    if verdict.isUpstreamMatter {
      json.member("nextStep", "askUpstream")
      json.member(
        "nextStepText",
        chinese ? "本库不是全国库，请向上级平台或原登记机关核实，或人工核验" : "Ask the upstream platform or the registering authority, or check by hand.")
    }
    json.key("receipt")
    json.plainString { receipt.write(into: &$0) }
  }

  private static let noDataset = Array(#""scope":null,"asOf":null,"source":null"#.utf8)

  static func write(_ state: Verdict.SubjectState, chinese: Bool, to json: inout JSONWriter) {
    json.key("subjectState")
    json.beginObject()
    json.member("code", state.code)
    json.member("text", chinese ? state.zh : state.en)
    json.member("since", state.since)
    json.endObject()
  }

  static func write(_ notes: [Verdict.Note], chinese: Bool, to json: inout JSONWriter) {
    json.key("notes")
    json.beginArray()
    for note in notes {
      json.beginObject()
      json.member("code", note.code)
      json.member("text", chinese ? note.zh : note.en)
      json.member("until", note.until)
      json.endObject()
    }
    json.endArray()
  }
}

extension JSONWriter {
  /// The versions by which an answer came about.
  mutating func versions(_ exchange: Exchange) {
    member("ruleVersion", RuleVersion.current)
    member("mappingVersion", exchange.view.mappingVersion)
    member("policyVersion", exchange.inForce.version)
  }
}
