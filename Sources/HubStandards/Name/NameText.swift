import HubModel

/// The comparison form of names, rule set n1. It decides equality only; the stored spelling is kept apart and never changed by it.
///
/// Folded: width, letter case of ASCII, middle dots, blanks, invisible characters, compatibility ideographs and radicals that
/// Unicode encodes twice, private-use leftovers of GB 18030. Not folded: simplified, traditional and variant ideographs, which
/// are lawful separate forms in names.
struct NameText {
  /// Blanks between two Latin letters or digits become one space; every other blank is dropped.
  private var pendingBlank = false
  private var previous: UInt32 = 0
  private var remarks: Remarks = []

  /// Writes the comparison form to `out` (cleared first) and says what was folded away.
  static func fold(_ text: UnsafeRawBufferPointer, _ kind: Kind, into out: inout [UInt8]) -> Remarks {
    out.removeAll(keepingCapacity: true)
    var state = NameText()
    var cursor = ScalarCursor(text)
    while let scalar = cursor.next() { state.take(scalar, kind, &out) }
    if state.pendingBlank { state.remarks.insert(.normalised) }
    return state.remarks
  }

  enum Kind { case person, organisation }

  @inline(__always) private mutating func take(_ scalar: UInt32, _ kind: Kind, _ out: inout [UInt8]) {
    if scalar >= 0x4E00 && scalar <= 0x9FFF {
      append(scalar, &out)
    } else {
      takeOther(scalar, kind, &out)
    }
  }

  private mutating func takeOther(_ scalar: UInt32, _ kind: Kind, _ out: inout [UInt8]) {
    if ScalarClass.isBlank(scalar) {
      pendingBlank = true
    } else if ScalarClass.isInvisible(scalar) {
      remarks.insert(.normalised)
    } else if ScalarClass.isControl(scalar) {
      remarks.insert(.controlsRemoved)
    } else {
      let replaced = PrivateUse.replacement(for: scalar)
      note(scalar, replaced, kind)
      let folded = kind == .person ? NameFold.person(replaced) : NameFold.organisation(replaced)
      if folded != replaced { remarks.insert(.normalised) }
      append(folded, &out)
    }
  }

  private mutating func note(_ scalar: UInt32, _ replaced: UInt32, _ kind: Kind) {
    if replaced != scalar { remarks.insert(.privateUseReplaced) }
    if ScalarClass.isPrivateUse(replaced) { remarks.insert(.privateUseCharacter) }
    if replaced == ScalarCursor.replacement { remarks.insert(.undecodable) }
    if NameFold.isMask(replaced) { remarks.insert(.masked) }
  }

  @inline(__always) private mutating func append(_ scalar: UInt32, _ out: inout [UInt8]) {
    if pendingBlank { resolveBlank(before: scalar, &out) }
    out.append(scalar: scalar)
    previous = scalar
  }

  private mutating func resolveBlank(before scalar: UInt32, _ out: inout [UInt8]) {
    pendingBlank = false
    if out.isEmpty {
      remarks.insert(.normalised)
    } else if NameFold.isWordCharacter(previous), NameFold.isWordCharacter(scalar) {
      out.append(0x20)
    } else {
      remarks.insert(.spaceFolded)
    }
  }
}
