import HubModel
import HubStandards

/// From the rules of a dataset to columns, slots and forms.
struct PlanDraft {
  let schema: DatasetSchema
  let entity: Entity
  let context: DatasetContext
  let fields: [FieldRule]
  let key: [[String]]

  /// The source's columns in the order of first use, those of the row key included.
  var columns: [String] {
    var names: [String] = []
    func use(_ name: String) { if !names.contains(name) { names.append(name) } }
    for field in fields { if case .column(let name) = field.input { use(name) } }
    for group in key { for name in group { use(name) } }
    return names
  }

  func slot(_ name: String) -> Int { schema.attributes.firstIndex(of: name) ?? -1 }

  /// Codes first: other fields ask them what kind of number they are; kinds of numbers last.
  var plans: [FieldPlan] {
    let columns = columns
    return fields.sorted { order($0) < order($1) }.map { rule in
      var column = -1
      if case .column(let name) = rule.input { column = columns.firstIndex(of: name) ?? -1 }
      return FieldPlan(
        rule: rule, form: form(rule), role: role(rule), column: column, slot: slot(rule.name),
        kindSlot: rule.kindField.map { slot($0) } ?? -1)
    }
  }

  private func order(_ rule: FieldRule) -> Int {
    if case .kindOf = rule.input { return 2 }
    return rule.codes != nil ? 0 : 1
  }

  private func role(_ rule: FieldRule) -> FieldRole {
    if rule.name == FieldRule.observedAt { return .observedAt }
    if rule.name == entity.identity { return .subject }
    if rule.name == context.vocabulary.otherNumber[entity.name] { return .otherNumber }
    return .value
  }

  private func form(_ rule: FieldRule) -> ValueForm {
    let reader = rule.transforms.last.flatMap { $0.isReader ? $0 : nil }
    let type = rule.name == FieldRule.observedAt ? .instant : context.attribute(rule.name, of: entity)?.type ?? .text
    switch type {
    case .identityNumber: return .identityNumber
    case .enterpriseCode: return .enterpriseCode
    case .personName: return .personName
    case .organisationName: return .organisationName
    case .text: return .text
    case .region: return .region
    case .phone: return .phone
    case .date: return .date(reader.flatMap { DatePattern(pattern: $0.argument) })
    case .instant: return .instant(reader.flatMap { InstantPattern(rawValue: $0.argument) })
    case .amount: return amount(reader)
    case .code: return code(rule, reader)
    }
  }

  private func amount(_ reader: Transform?) -> ValueForm {
    reader?.word == .capital ? .capital : .amount(reader.flatMap { Money.Unit(word: $0.argument) })
  }

  private func code(_ rule: FieldRule, _ reader: Transform?) -> ValueForm {
    if case .kindOf(let number) = rule.input { return .kindOf(slot: slot(number)) }
    if reader?.word == .capitalCurrency { return .capitalCurrency }
    return .code(CodeTable(context.codes[rule.codes ?? ""]?.map ?? [:]), rule.unmapped)
  }

  /// A part of the row key: the canonical value where the column is a field's, else the column's own text.
  func keyParts(_ plans: [FieldPlan]) -> [[KeyPart]] {
    let columns = columns
    return key.map { group in
      group.map { name in
        let column = columns.firstIndex(of: name) ?? -1
        let plan = plans.first { $0.column == column && ($0.slot >= 0 || $0.role == .subject) }
        guard let plan else { return .column(column) }
        return plan.slot >= 0 ? .slot(plan.slot) : .subject
      }
    }
  }

  var memberSlots: [[Int]] {
    (context.vocabulary.members[entity.name] ?? []).map { $0.map { slot($0) } }
  }
}

/// Where a part of the row key comes from.
enum KeyPart: Sendable {
  case slot(Int)
  case subject
  case column(Int)
}
