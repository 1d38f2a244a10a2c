import HubModel

/// What a page says beside its records.
struct BesideRecords: Sendable, Equatable {
  /// Lists of records found: one in a page as declared.
  var lists = 0
  var isMalformed = false
  /// What should hold the list is null.
  var isHolderEmpty = false
  var ok: String?
  var count: String?
  var next: String?

  mutating func note(_ place: PagePlan.Beside, _ text: String?) {
    switch place {
    case .ok: ok = ok ?? text
    case .count: count = count ?? text
    case .next: next = next ?? text
    case .holder: isHolderEmpty = text == nil
    case .records:
      // An empty list is often written as null.
      if text == nil { lists += 1 } else { isMalformed = true }
    }
  }

  /// - Throws: `upstream-refused` first: a page that says no need not hold records.
  func check(ok expected: String?) throws(HubError) {
    if let expected, ok != expected {
      throw HubError(
        "upstream-refused", "The interface answered, but not with the value that says all is well.",
        remedy: "Look up its code in the department's interface document.", persistence: .transient)
    }
    guard !isMalformed, lists <= 1 else {
      throw HubError("records-malformed", "What stands at `records` is no list of records.")
    }
    // Said to be well, and yet nothing where the list would be: nothing to tell.
    if lists == 0, isHolderEmpty, expected != nil { return }
    guard lists == 1 else {
      throw HubError(
        "records-missing", "The page has nothing at `records`: an answer without that place is no empty source.",
        remedy: "Correct the path, or declare `ok` so that refusals are told apart.")
    }
  }
}
