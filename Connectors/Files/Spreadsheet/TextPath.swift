#if SPREADSHEETS
  /// Where reading is within a cell or a shared string: which of its text counts.
  ///
  /// Runs of rich text are joined; phonetic readings (`rPh`) and formulas (`f`) are left out.
  struct TextPath {
    /// The element whose text counts: `v` or `t`.
    let wanted: String
    private var depth = 0
    private var collected = 0
    private var phonetic = 0
    /// The element was there, with text or without.
    private(set) var isPresent = false

    init(wanted: String) { self.wanted = wanted }

    var isCollecting: Bool { collected > 0 && phonetic == 0 }
    /// Within an element that was opened.
    var isOpen: Bool { depth > 0 }

    mutating func open(_ name: String, _ namespace: String?) {
      depth += 1
      guard isSpreadsheetML(namespace) else { return }
      if phonetic == 0, name == "rPh" { phonetic = depth }
      guard phonetic == 0, collected == 0, name == wanted else { return }
      collected = depth
      isPresent = true
    }

    mutating func close() {
      if depth == collected { collected = 0 }
      if depth == phonetic { phonetic = 0 }
      depth -= 1
    }
  }
#endif
