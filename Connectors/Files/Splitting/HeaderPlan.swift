import HubModel

/// Which field of a record goes to which column of the batch.
struct HeaderPlan: Sendable {
  /// Every name of the source, in its order.
  let names: [String]
  /// By field of the source: the batch's column, −1 where nobody asked for it.
  let slots: [Int32]

  /// Names are compared byte for byte: never trimmed, folded or guessed.
  /// - Throws: `duplicate-header`, `missing-column`.
  init(names raw: [[UInt8]], wanted: [String]) throws(HubError) {
    var places: [[UInt8]: [Int]] = [:]
    for (index, name) in raw.enumerated() { places[name, default: []].append(index) }
    var slots = [Int32](repeating: -1, count: raw.count)
    var missing: [String] = []
    for (slot, name) in wanted.enumerated() {
      let found = places[Array(name.utf8)] ?? []
      guard found.count < 2 else { throw Self.duplicate(name, found) }
      if let index = found.first { slots[index] = Int32(slot) } else { missing.append(name) }
    }
    names = raw.map { String(decoding: $0, as: UTF8.self) }
    self.slots = slots
    guard missing.isEmpty else { throw Self.missing(missing, of: wanted, found: names, slots: slots) }
  }

  private static func duplicate(_ name: String, _ places: [Int]) -> HubError {
    let list = places.map { String($0 + 1) }.joined(separator: ", ")
    return HubError(
      "duplicate-header", "The header names the column \(name) more than once, as columns \(list).",
      remedy: "Ask the department for a file with one column of that name.")
  }

  private static func missing(_ missing: [String], of wanted: [String], found: [String], slots: [Int32]) -> HubError {
    let list = missing.joined(separator: ", ")
    guard missing.count < wanted.count else {
      // Perhaps there is no header and these are a person's data: name nothing that was read.
      return HubError(
        "missing-column", "The first line has \(found.count) fields and none of the columns asked for: \(list).",
        remedy: "Check that the file has a header, and its encoding and delimiter.")
    }
    let new = zip(found, slots).enumerated().filter { $0.element.1 < 0 }.map { printable($0.element.0, $0.offset) }
    let others = new.isEmpty ? "no other" : new.prefix(20).joined(separator: ", ") + (new.count > 20 ? ", …" : "")
    return HubError(
      "missing-column", "The header lacks the columns \(list); columns the mapping does not name: \(others).",
      remedy: "If a column was renamed, change its `from:` in the mapping.")
  }

  /// Names as they may be shown. Where none of the columns that should be there is found, these are perhaps no names but a
  /// person's data: then they are counted only. Who asks for no column has looked for none.
  static func shown(_ names: [String], wanted: [String]) -> [String] {
    let found = Set(names.map { Array($0.utf8) })
    let isHeader = wanted.isEmpty || wanted.contains { found.contains(Array($0.utf8)) }
    return names.enumerated().map { isHeader ? printable($0.element, $0.offset) : nameless($0.offset) }
  }

  /// The name, unless it looks like a value that stands where a name should.
  private static func printable(_ name: String, _ index: Int) -> String {
    var digits = 0
    for scalar in name.unicodeScalars {
      digits = scalar.properties.numericType == nil ? 0 : digits + 1
      if digits == 4 || scalar.value < 0x20 { return nameless(index) }
    }
    return name.isEmpty || name.utf8.count > 120 ? nameless(index) : name
  }

  private static func nameless(_ index: Int) -> String { "(column \(index + 1))" }
}
