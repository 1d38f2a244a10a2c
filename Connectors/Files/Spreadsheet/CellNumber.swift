#if SPREADSHEETS
  /// The text of a number as a spreadsheet keeps it: IEEE 754 double, of which Excel itself shows and keeps 15 digits.
  enum CellNumber: Equatable {
    case text(String)
    /// An exponent, 10¹⁵ or more, or more than 15 significant digits: what was meant cannot be known any more.
    case precisionLost
    case malformed

    static let digits = 15

    /// - A whole number stays as it is written; `30.0` becomes `30`.
    /// - A fraction becomes the shortest decimal of the same double, which is what was typed: Excel writes 1.1 as
    ///   `1.1000000000000001`.
    init(_ raw: some Collection<UInt8>) {
      guard let parts = DecimalParts(raw) else {
        self = .malformed
        return
      }
      guard !parts.hasExponent, parts.whole.count <= Self.digits else {
        self = .precisionLost
        return
      }
      if !parts.hasPoint {
        self = .text(String(decoding: raw, as: UTF8.self))
      } else if parts.significant <= Self.digits {
        self = .text(parts.text)
      } else {
        self = Self.shortest(String(decoding: raw, as: UTF8.self))
      }
    }

    private static func shortest(_ raw: String) -> CellNumber {
      guard let value = Double(raw), let parts = DecimalParts(plain(value).utf8) else { return .malformed }
      return parts.significant <= digits && parts.whole.count <= digits ? .text(parts.text) : .precisionLost
    }

    /// The shortest decimal, without an exponent.
    private static func plain(_ value: Double) -> String {
      let text = "\(value)"
      guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]), exponent < 0 else {
        return text
      }
      let sign = value < 0 ? "-" : ""
      let digits = text[..<mark].filter { $0 != "." && $0 != "-" }
      return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(digits)"
    }
  }

  /// A decimal number taken apart: zeros before and behind it are left out.
  struct DecimalParts {
    let isNegative: Bool
    let whole: [UInt8]
    let fraction: [UInt8]
    let hasPoint: Bool
    let hasExponent: Bool

    /// Nil where it is none: `-12.50`, `.5` and `1E-7` are.
    init?(_ raw: some Collection<UInt8>) {
      var rest = Array(raw)[...]
      isNegative = rest.first == UInt8(ascii: "-")
      if isNegative { rest = rest.dropFirst() }
      let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
      let whole = rest.prefix(while: isDigit)
      rest = rest.dropFirst(whole.count)
      hasPoint = rest.first == UInt8(ascii: ".")
      if hasPoint { rest = rest.dropFirst() }
      let fraction = rest.prefix(while: isDigit)
      rest = rest.dropFirst(fraction.count)
      hasExponent = rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E")
      if hasExponent {
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        guard !rest.isEmpty else { return nil }
        rest = rest.drop(while: isDigit)
      }
      guard rest.isEmpty, !whole.isEmpty || !fraction.isEmpty else { return nil }
      self.whole = Array(whole.drop { $0 == UInt8(ascii: "0") })
      let last = fraction.lastIndex { $0 != UInt8(ascii: "0") }
      self.fraction = last.map { Array(fraction[...$0]) } ?? []
    }

    var significant: Int {
      whole.isEmpty ? fraction.drop { $0 == UInt8(ascii: "0") }.count : whole.count + fraction.count
    }

    var text: String {
      if whole.isEmpty, fraction.isEmpty { return "0" }
      let before = whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self)
      let behind = fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self)
      return (isNegative ? "-" : "") + before + behind
    }
  }
#endif
