import HubModel
import HubStandards

/// How the value of a field is read once its transforms have run.
enum ValueForm: Sendable {
  case identityNumber, enterpriseCode, personName, organisationName, text, region, phone
  case date(DatePattern?)
  case instant(InstantPattern?)
  /// With the unit that the mapping declares.
  case amount(Money.Unit?)
  case capital, capitalCurrency
  case code(CodeTable, FieldRule.Unmapped)
  /// The word for the kind of the number in another slot.
  case kindOf(slot: Int)
}

/// What a field is besides a value of its attribute.
enum FieldRole: Sendable { case value, subject, otherNumber, observedAt }

/// A field made ready for the row loop.
final class FieldPlan: Sendable {
  let name: String
  let form: ValueForm
  let role: FieldRole
  /// Column of the batch; −1 where the value comes from elsewhere.
  let column: Int
  let constant: [UInt8]
  let steps: [Step]
  /// Index in the schema's attributes; −1 where the value is not an attribute.
  let slot: Int
  let isRequired: Bool
  let refuses: RefusalSet
  let absent: [[UInt8]]
  let isLenient: Bool
  let limit: FieldRule.Limit?
  /// Days since 2000 of a limit that is a date.
  let limitDay: Int
  /// Slot of the code that says what kind of number this is; −1: the number itself says it.
  let kindSlot: Int
  let digits: FieldRule.Digits?

  init(
    rule: FieldRule, form: ValueForm, role: FieldRole, column: Int, slot: Int, kindSlot: Int
  ) {
    name = rule.name
    self.form = form
    self.role = role
    self.column = column
    if case .constant(let text) = rule.input { constant = Array(text.utf8) } else { constant = [] }
    steps = rule.transforms.filter { !$0.isReader }.map(Step.init)
    self.slot = slot
    isRequired = rule.required || role == .subject || role == .otherNumber
    refuses = RefusalSet(rule.refuse)
    absent = rule.absent.map { Array($0.utf8) }
    isLenient = rule.unreadable == .absent
    limit = rule.notAfter
    if case .date(let text) = rule.notAfter, let date = try? CivilDate.parse(text) {
      limitDay = Int(date.daysSince2000)
    } else {
      limitDay = .max
    }
    self.kindSlot = kindSlot
    digits = rule.digits
  }
}

struct RefusalSet: OptionSet, Sendable {
  let rawValue: UInt8
  static let masked = RefusalSet(rawValue: 1)
  static let excelDamaged = RefusalSet(rawValue: 2)
  static let privateUse = RefusalSet(rawValue: 4)
  static let futureDate = RefusalSet(rawValue: 8)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ words: [FieldRule.Refusal]) {
    self = words.reduce(into: []) { set, word in
      switch word {
      case .masked: set.insert(.masked)
      case .excelDamaged: set.insert(.excelDamaged)
      case .privateUse: set.insert(.privateUse)
      case .futureDate: set.insert(.futureDate)
      }
    }
  }
}

extension FieldPlan {
  /// Whether a row key is made of this field's value.
  func isPart(of key: [[KeyPart]]) -> Bool {
    key.joined().contains { part in
      switch part {
      case .slot(let slot): slot == self.slot && slot >= 0
      case .subject: role == .subject
      case .column(let column): column == self.column && column >= 0
      }
    }
  }
}
