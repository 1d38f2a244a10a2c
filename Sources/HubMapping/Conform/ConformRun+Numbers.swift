import HubModel
import HubStandards

extension ConformRun {
  /// A personal number, of the kind another field states or of the one it shows itself.
  mutating func readNumber(_ field: FieldPlan, _ text: TextView, _ out: inout ConformedBatch) -> String? {
    var kind: DocumentKind?
    if field.kindSlot >= 0 {
      kind = statedKind(field.kindSlot, out)
      if let kind, kind == .creditCode || kind == .registrationNumber { return readEnterpriseCode(field, text, &out) }
    }
    do throws(FormatFault) {
      let found = try PersonalNumber.parse(text.raw, kind: kind, today: today, into: &canonical)
      row.remarks |= found.remarks.rawValue
      keepNumber(field, found.kind, &out)
      if field.role == .subject, found.remarks.contains(.upgradedFrom15) { keepFifteen(&out) }
      return nil
    } catch {
      return error.code
    }
  }

  mutating func readEnterpriseCode(_ field: FieldPlan, _ text: TextView, _ out: inout ConformedBatch) -> String? {
    do throws(FormatFault) {
      let found = try EnterpriseCode.parse(text.raw, into: &canonical)
      row.remarks |= found.remarks.rawValue
      keepNumber(field, found.kind, &out)
      return nil
    } catch {
      return error.code
    }
  }

  /// `canonical` is the value; as the subject's own number, or its other one, the row keeps it as well.
  private mutating func keepNumber(_ field: FieldPlan, _ kind: DocumentKind, _ out: inout ConformedBatch) {
    let span = out.append(canonical)
    if field.slot >= 0 {
      set(field.slot, span, span, &out)
      kinds[field.slot] = kind.rawValue
    }
    switch field.role {
    case .subject: (row.kind, row.number) = (kind.rawValue, span)
    case .otherNumber: (row.aliasKind, row.alias) = (kind.rawValue, span)
    case .value, .observedAt: break
    }
  }

  private mutating func keepFifteen(_ out: inout ConformedBatch) {
    second.removeAll(keepingCapacity: true)
    let number = canonical
    number.withUnsafeBytes { PersonalNumber.appendFifteen(of: $0, to: &second) }
    (row.aliasKind, row.alias) = (row.kind, out.append(second))
  }

  private func statedKind(_ slot: Int, _ out: ConformedBatch) -> DocumentKind? {
    let span = out.spans[out.spans.count - plan.attributes + slot]
    guard !span.isAbsent else { return nil }
    return out.bytes.withUnsafeBufferPointer { bytes in
      let word = TextView(start: bytes.baseAddress! + Int(span.start), count: Int(span.length))
      return KnownWords.kinds.first { word.equals($0.word) }?.kind
    }
  }
}

/// The words of kinds and currencies as bytes, made once.
enum KnownWords {
  static let currencies: [(currency: Currency, word: [UInt8])] = Currency.allCases.map { ($0, Array($0.code.utf8)) }
  /// By `DocumentKind.rawValue`; empty where no kind has it.
  static let byKind: [[UInt8]] = {
    var table = [[UInt8]](repeating: [], count: 256)
    for (word, kind) in kinds { table[Int(kind.rawValue)] = word }
    return table
  }()
  static let kinds: [(word: [UInt8], kind: DocumentKind)] = DocumentKind.allCases.map { (Array($0.word.utf8), $0) }
}
