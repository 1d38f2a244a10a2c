#if SPREADSHEETS
  /// What a number in a cell is meant as, by its number format.
  enum CellFormat: Sendable, Equatable {
    case number
    /// A count of days: at least one of both is true.
    case date(hasDate: Bool, hasTime: Bool)

    /// The formats that have a number and no text, as Excel in Chinese shows them (ISO/IEC 29500-1, 18.8.30).
    static func builtIn(_ id: Int) -> CellFormat {
      switch id {
      case 14...17, 27...31, 36, 50...54, 57, 58: .date(hasDate: true, hasTime: false)
      case 18...21, 32...35, 45, 47, 55, 56: .date(hasDate: false, hasTime: true)
      case 22: .date(hasDate: true, hasTime: true)
      default: .number
      }
    }

    /// - Parameter code: for example `yyyy"年"m"月"d"日";@`. Only the section for positive numbers counts.
    init(code: String) {
      let letters = Self.letters(of: code)
      guard !letters.isElapsed else {
        self = .number
        return
      }
      let hasTime = letters.text.contains { $0 == "h" || $0 == "s" }
      let hasDate = letters.text.contains { $0 == "y" || $0 == "d" || $0 == "e" }
      // Alone, m is a month; beside hours or seconds it may be minutes, which add nothing.
      let hasMonth = !hasTime && letters.text.contains("m")
      self = hasTime || hasDate || hasMonth ? .date(hasDate: hasDate || hasMonth, hasTime: hasTime) : .number
    }

    /// The letters of the first section that stand for parts of a date, without quoted, escaped and bracketed ones.
    private static func letters(of code: String) -> (text: String, isElapsed: Bool) {
      var text = ""
      var isElapsed = false
      var rest = Substring(code.lowercased())
      while let character = rest.popFirst(), character != ";" {
        switch character {
        case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
        case "\\", "_", "*": _ = rest.popFirst()
        case "[":
          let inner = rest.prefix { $0 != "]" }
          rest = rest.dropFirst(inner.count + 1)
          // [h], [mm], [ss]: a duration, not a time of day.
          if let first = inner.first, "hms".contains(first), inner.allSatisfy({ $0 == first }) { isElapsed = true }
        case "e" where rest.first == "+" || rest.first == "-": break
        case "g" where rest.hasPrefix("eneral"): rest = rest.dropFirst(6)
        case "a" where rest.hasPrefix("m/pm"): rest = rest.dropFirst(4)
        case "a" where rest.hasPrefix("/p"): rest = rest.dropFirst(2)
        case "y", "m", "d", "h", "s", "e": text.append(character)
        default: break
        }
      }
      return (text, isElapsed)
    }
  }
#endif
