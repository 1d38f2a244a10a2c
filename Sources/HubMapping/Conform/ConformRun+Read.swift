import HubModel
import HubStandards

extension ConformRun {
  /// One field of the row: input, transforms, refusals, then its type.
  mutating func read(_ index: Int, _ input: TextView?, _ out: inout ConformedBatch) {
    let field = plan.fields[index]
    if case .kindOf(let slot) = field.form {
      readKind(field, slot, &out)
      return
    }
    if field.column < 0, !field.constant.isEmpty {
      field.constant.withUnsafeBufferPointer {
        readText(index, field, TextView(start: $0.baseAddress!, count: $0.count), &out)
      }
      return
    }
    guard let input else {
      if field.isRequired { fail(index, "required-missing") }
      return
    }
    readText(index, field, input, &out)
  }

  private mutating func readText(_ index: Int, _ field: FieldPlan, _ input: TextView, _ out: inout ConformedBatch) {
    var text = input
    let (controls, leftovers) = (space.controlsRemoved, space.leftoversReplaced)
    for step in field.steps { text = step.apply(text, space) }
    if space.controlsRemoved != controls { row.remarks |= Remarks.controlsRemoved.rawValue }
    if space.leftoversReplaced != leftovers { row.remarks |= Remarks.privateUseReplaced.rawValue }
    if isAbsent(text, field) {
      if field.isRequired { fail(index, "required-missing") }
      return
    }
    if let reason = refusal(text, field.refuses) {
      fail(index, reason)
      return
    }
    if let reason = readValue(field, text, &out) {
      // A word such as 无 or N/A says that there is nothing.
      if !field.isRequired, reason == FormatFault.placeholder.code { return }
      if field.isLenient, !field.isRequired {
        row.remarks |= RowRemark.valueUnreadable
      } else {
        fail(index, reason)
      }
    }
  }

  /// An empty text is a value of a `text` attribute only: everywhere else it says nothing.
  private func isAbsent(_ text: TextView, _ field: FieldPlan) -> Bool {
    for word in field.absent where text.equals(word) { return true }
    if case .text = field.form { return text.isEmpty && field.isRequired }
    guard !text.isEmpty else { return true }
    return !TextView.isVisibleLead(text[0]) && text.trimmed().isEmpty
  }

  private func refusal(_ text: TextView, _ refuses: RefusalSet) -> String? {
    guard !refuses.isEmpty else { return nil }
    if refuses.contains(.masked), Refusals.isMasked(text) { return "masked-value" }
    if refuses.contains(.excelDamaged), Refusals.isExcelDamaged(text) { return "excel-precision-lost" }
    if refuses.contains(.privateUse), Refusals.hasPrivateUse(text) { return "private-use-character" }
    return nil
  }

  private mutating func readKind(_ field: FieldPlan, _ slot: Int, _ out: inout ConformedBatch) {
    guard slot >= 0, kinds[slot] != 0 else { return }
    put(KnownWords.byKind[Int(kinds[slot])], field, &out)
  }

  // MARK: Storing

  /// A value whose comparison form is itself.
  mutating func put(_ bytes: [UInt8], _ field: FieldPlan, _ out: inout ConformedBatch) {
    guard field.slot >= 0 else { return }
    let span = out.append(bytes)
    set(field.slot, span, span, &out)
  }

  mutating func put(_ text: TextView, _ field: FieldPlan, _ out: inout ConformedBatch) {
    guard field.slot >= 0 else { return }
    let span = out.append(text)
    set(field.slot, span, span, &out)
  }

  func set(_ slot: Int, _ span: ValueSpan, _ folded: ValueSpan, _ out: inout ConformedBatch) {
    let first = out.spans.count - plan.attributes
    out.spans[first + slot] = span
    out.folded[first + slot] = folded
  }
}
