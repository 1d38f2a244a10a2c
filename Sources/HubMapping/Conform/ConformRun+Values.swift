import HubModel
import HubStandards

extension ConformRun {
  /// Reads the text as the field's type; a reason where it cannot be.
  mutating func readValue(_ field: FieldPlan, _ text: TextView, _ out: inout ConformedBatch) -> String? {
    switch field.form {
    case .identityNumber: readNumber(field, text, &out)
    case .enterpriseCode: readEnterpriseCode(field, text, &out)
    case .personName, .organisationName: readName(field, text, &out)
    case .text: readPlain(field, text, &out)
    case .date(let pattern): readDate(field, text, pattern, &out)
    case .instant(let pattern): readInstant(field, text, pattern, &out)
    case .amount(let unit): readAmount(field, text, unit, &out)
    case .capital, .capitalCurrency: readCapital(field, text, &out)
    case .code(let table, let unmapped): readCode(field, text, table, unmapped, &out)
    case .region: readRegion(field, text, &out)
    case .phone: readPhone(field, text, &out)
    case .kindOf: nil
    }
  }

  private mutating func remark(_ remarks: Remarks) { row.remarks |= remarks.rawValue }

  private mutating func readRegion(_ field: FieldPlan, _ text: TextView, _ out: inout ConformedBatch) -> String? {
    do throws(FormatFault) {
      remark(try Region.parse(text.raw, into: &canonical))
      put(canonical, field, &out)
      return nil
    } catch {
      return error.code
    }
  }

  private mutating func readPhone(_ field: FieldPlan, _ text: TextView, _ out: inout ConformedBatch) -> String? {
    do throws(FormatFault) {
      remark(try Phone.parse(text.raw, into: &canonical))
      put(canonical, field, &out)
      return nil
    } catch {
      return error.code
    }
  }

  private mutating func readPlain(_ field: FieldPlan, _ text: TextView, _ out: inout ConformedBatch) -> String? {
    put(text, field, &out)
    return nil
  }

  // MARK: Names

  /// The stored spelling is the source's; only the comparison form is folded.
  private mutating func readName(_ field: FieldPlan, _ text: TextView, _ out: inout ConformedBatch) -> String? {
    if case .personName = field.form {
      // 张* would be compared with 张三 and called different.
      if Refusals.isMasked(text) { return FormatFault.maskedValue.code }
      remark(PersonName.fold(text.raw, into: &canonical))
    } else {
      remark(OrganisationName.fold(text.raw, into: &canonical))
    }
    guard field.slot >= 0 else { return nil }
    let span = out.append(text)
    let isSame = canonical.withUnsafeBufferPointer {
      $0.count == text.count && $0.count > 0 && TextView(start: $0.baseAddress!, count: $0.count).isSame(as: text)
    }
    set(field.slot, span, isSame ? span : out.append(canonical), &out)
    return nil
  }

  // MARK: Codes

  private mutating func readCode(
    _ field: FieldPlan, _ text: TextView, _ table: CodeTable, _ unmapped: FieldRule.Unmapped, _ out: inout ConformedBatch
  ) -> String? {
    let found = table.withWord(for: text) { word -> Bool in
      guard let word else { return false }
      if !word.isEmpty { put(word, field, &out) }
      return true
    }
    if found { return nil }
    switch unmapped {
    case .quarantine: return "unmapped-code"
    case .keep: put(text, field, &out)
    case .null: break
    }
    row.remarks |= RowRemark.unmappedCode
    return nil
  }
}
