#if SPREADSHEETS
  /// The text of a number as a spreadsheet keeps it: IEEE 754 double, of which Excel itself shows and keeps 15 digits.
  enum CellNumber: Equatable {
    case text(String)
    /// 10¹⁵ or more, or fifteen digits and a fraction: digits were lost, and what was meant cannot be known any more.
    case precisionLost
    case malformed

    static let digits = 15

    /// - A whole number stays as it is written; `30.0` becomes `30`.
    /// - Anything else is what the spreadsheet shows: fifteen significant digits without an exponent. Excel writes 1.1 as
    ///   `1.1000000000000001`, and a sum that is 0.3 as `0.30000000000000004`.
    init(_ raw: some Collection<UInt8>) {
      guard let parts = DecimalParts(raw), let value = Double(String(decoding: raw, as: UTF8.self)) else {
        self = .malformed
        return
      }
      guard abs(value) < 1e15, parts.hasExponent || parts.whole.count <= Self.digits else {
        self = .precisionLost
        return
      }
      if parts.hasExponent || parts.significant > Self.digits {
        self = Self.shown(value)
      } else {
        self = .text(parts.hasPoint ? parts.text : String(decoding: raw, as: UTF8.self))
      }
    }

    private static func shown(_ value: Double) -> CellNumber {
      guard let parts = DecimalParts(plain(value).utf8) else { return .malformed }
      guard parts.significant > digits else { return .text(parts.text) }
      return parts.whole.count < digits ? .text(parts.rounded(to: digits).text) : .precisionLost
    }

    /// The shortest decimal, without an exponent.
    private static func plain(_ value: Double) -> String {
      let text = "\(value)"
      // Without an exponent down to 0.0001 and up to 2⁵⁴.
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
    private(set) var whole: [UInt8]
    private(set) var fraction: [UInt8]
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

    /// Rounded to so many significant digits, halves away from zero. Only where all of `whole` is kept.
    func rounded(to digits: Int) -> DecimalParts {
      var result = self
      let zeros = whole.isEmpty ? fraction.prefix { $0 == UInt8(ascii: "0") }.count : 0
      let kept = digits - whole.count + zeros
      guard kept < fraction.count else { return result }
      result.fraction = Array(fraction[..<kept])
      if fraction[kept] >= UInt8(ascii: "5") { result.carry() }
      while result.fraction.last == UInt8(ascii: "0") { result.fraction.removeLast() }
      return result
    }

    /// Adds one to the last place.
    private mutating func carry() {
      for place in fraction.indices.reversed() {
        guard fraction[place] == UInt8(ascii: "9") else { return fraction[place] += 1 }
        fraction[place] = UInt8(ascii: "0")
      }
      for place in whole.indices.reversed() {
        guard whole[place] == UInt8(ascii: "9") else { return whole[place] += 1 }
        whole[place] = UInt8(ascii: "0")
      }
      whole.insert(UInt8(ascii: "1"), at: 0)
    }

    var text: String {
      if whole.isEmpty, fraction.isEmpty { return "0" }
      let before = whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self)
      let behind = fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self)
      return (isNegative ? "-" : "") + before + behind
    }
  }
#endif
