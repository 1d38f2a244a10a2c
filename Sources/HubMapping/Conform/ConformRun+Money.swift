import HubModel
import HubStandards

extension ConformRun {
  mutating func readAmount(_ field: FieldPlan, _ text: TextView, _ unit: Money.Unit?, _ out: inout ConformedBatch) -> String? {
    do throws(FormatFault) {
      row.remarks |= try Money.amount(text.raw, unit: unit, into: &canonical).rawValue
      return keepAmount(field, &out)
    } catch {
      return error.code
    }
  }

  /// The amount or the currency of a capital as departments write it; what it does not say is absent, with a remark.
  mutating func readCapital(_ field: FieldPlan, _ text: TextView, _ out: inout ConformedBatch) -> String? {
    do throws(FormatFault) {
      let found = try Money.capital(text.raw, into: &canonical)
      row.remarks |= found.remarks.rawValue
      if case .capital = field.form {
        if found.hasAmount { return keepAmount(field, &out) }
        row.remarks |= RowRemark.valueUnreadable
      } else if let currency = found.currency, let known = KnownWords.currencies.first(where: { $0.currency == currency }) {
        put(known.word, field, &out)
      }
      return nil
    } catch {
      return error.code
    }
  }

  private mutating func keepAmount(_ field: FieldPlan, _ out: inout ConformedBatch) -> String? {
    if let digits = field.digits {
      let fits = canonical.withUnsafeBytes { Money.fits($0, precision: digits.total, scale: digits.fraction) }
      guard fits else { return FormatFault.amountOutOfRange.code }
    }
    put(canonical, field, &out)
    return nil
  }
}
