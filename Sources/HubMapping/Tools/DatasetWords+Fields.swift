import HubModel

extension DatasetWords {
  /// One field: from where, by which steps, as what, and what happens where it does not fit.
  func field(_ rule: FieldRule) -> String {
    let steps = rule.transforms.map { $0.inWords(chinese: chinese) }
    let parts = [input(rule)] + steps + [type(rule)] + conditions(rule)
    return "\(rule.name) \(rule.title) ← " + parts.filter { !$0.isEmpty }.joined(separator: chinese ? "；" : "; ")
  }

  private func input(_ rule: FieldRule) -> String {
    switch rule.input {
    case .column(let name): say("列“\(name)”", "column “\(name)”")
    case .constant(let text): say("固定值 \(text)", "always \(text)")
    case .kindOf(let field): say("由 \(field) 的号码得出", "from the number in \(field)")
    }
  }

  private func type(_ rule: FieldRule) -> String {
    if rule.name == FieldRule.observedAt { return say("作为本行的来源时间", "is the source's time of the row") }
    guard let entity = model.entity(dataset.schema.entity) else { return "" }
    guard let attribute = entity.attribute(rule.name) ?? model.identityAttribute(of: entity) else { return "" }
    let level = say(
      "\(attribute.type.rawValue)，分级 \(attribute.level.rawValue)", "\(attribute.type.rawValue), level \(attribute.level.rawValue)")
    let order = authority.datasets(entity: entity.name, attribute: rule.name)
    guard let place = order.firstIndex(of: dataset.schema.name) else {
      if entity.attribute(rule.name) == nil { return level }
      return level + say("，非数源", ", no authority")
    }
    return level + say("，数源第 \(place + 1) 位", ", authority \(place + 1)")
  }

  private func conditions(_ rule: FieldRule) -> [String] {
    var parts: [String] = []
    if let codes = rule.codes {
      let otherwise = [
        FieldRule.Unmapped.quarantine: say("表外拒收", "other words refused"), .keep: say("表外照留", "other words kept"),
        .null: say("表外视为空", "other words left out"),
      ]
      parts.append(say("代码表 \(codes)，", "code list \(codes), ") + (otherwise[rule.unmapped] ?? ""))
    }
    if let kind = rule.kindField { parts.append(say("证件种类由 \(kind) 指定", "the kind is said by \(kind)")) }
    if !rule.absent.isEmpty { parts.append(say("视为空：", "no value: ") + rule.absent.joined(separator: " ")) }
    if rule.required { parts.append(say("必填", "required")) }
    if !rule.refuse.isEmpty { parts.append(say("拒收：", "refused: ") + rule.refuse.map(refusal).joined(separator: say("、", ", "))) }
    if rule.unreadable == .absent { parts.append(say("无法读取时视为空并加备注", "left out with a remark where unreadable")) }
    if let digits = rule.digits {
      parts.append(
        say("至多 \(digits.total) 位，小数 \(digits.fraction) 位", "at most \(digits.total) digits, \(digits.fraction) after the point"))
    }
    if let limit = rule.notAfter { parts.append(self.limit(limit)) }
    return parts
  }

  private func refusal(_ refusal: FieldRule.Refusal) -> String {
    switch refusal {
    case .excelDamaged: say("表格软件损坏的号码", "numbers damaged by a spreadsheet")
    case .masked: say("已脱敏的内容", "masked values")
    case .privateUse: say("自造字", "private-use characters")
    case .futureDate: say("未来日期", "dates in the future")
    }
  }

  private func limit(_ limit: FieldRule.Limit) -> String {
    switch limit {
    case .now(let seconds): say("不晚于当前时刻加 \(seconds) 秒", "not after now plus \(seconds) s")
    case .date(let date): say("不晚于 \(date)", "not after \(date)")
    }
  }
}
