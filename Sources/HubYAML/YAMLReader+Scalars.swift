extension YAMLReader {
  /// Text. A plain scalar that YAML 1.1 would read as a truth value, a number or nothing has to be quoted (`ambiguous-scalar`).
  package func string(_ node: YAMLNode?) -> String? {
    guard let node else { return nil }
    guard case .scalar(let text, let quoted) = node.kind, quoted || !node.isNull else {
      wrongKind(node, zh: "文字", en: "text")
      return nil
    }
    guard quoted || !PlainScalar.isAmbiguous(text) else {
      report(
        node, "ambiguous-scalar", zh: "此处应为文字，但不加引号会被当作数字或是否值，请加引号",
        en: "text is expected here, but without quotes this reads as a number or a truth value: quote it")
      return nil
    }
    return text
  }

  /// One of a closed list of words. A plain `null` is taken where the list has that word.
  package func oneOf(_ node: YAMLNode?, _ words: [String]) -> String? {
    guard let node else { return nil }
    guard let text = node.scalar, words.contains(text) || !node.isNull else {
      wrongKind(node, zh: words.joined(separator: "、"), en: words.joined(separator: ", "))
      return nil
    }
    if words.contains(text) { return text }
    report(
      node, "unknown-word", zh: "“\(text)”不在可用词之列：\(words.joined(separator: "、"))",
      en: "\"\(text)\" is not one of: \(words.joined(separator: ", "))", nearest: nearestWord(to: text, in: words))
    return nil
  }

  package func int(_ node: YAMLNode?, in range: ClosedRange<Int> = 0...Int.max) -> Int? {
    guard let node else { return nil }
    // `012` is ten in YAML 1.1 and twelve to a person.
    if case .scalar(let text, quoted: false) = node.kind, PlainScalar.isDecimal(text), let value = Int(text), range.contains(value)
    {
      return value
    }
    let limit = range.upperBound == .max ? "≥ \(range.lowerBound)" : "\(range.lowerBound)…\(range.upperBound)"
    report(node, "not-a-number", zh: "此处应为整数（\(limit)）", en: "expected a whole number (\(limit))")
    return nil
  }

  /// `true` and `false` only: `yes`, `no`, `on`, `off` are faults.
  package func bool(_ node: YAMLNode?) -> Bool? {
    guard let node else { return nil }
    if case .scalar(let text, quoted: false) = node.kind {
      if text == "true" { return true }
      if text == "false" { return false }
    }
    report(node, "not-a-truth-value", zh: "此处应为 true 或 false", en: "expected true or false")
    return nil
  }

  /// `"2%"` or `0.02`, as a share of 0…1.
  package func share(_ node: YAMLNode?) -> Double? {
    guard let node else { return nil }
    if let text = node.scalar {
      let isPercent = text.hasSuffix("%")
      if let value = Double(isPercent ? String(text.dropLast()) : text) {
        let share = isPercent ? value / 100 : value
        if share >= 0, share <= 1 { return share }
      }
    }
    report(node, "not-a-share", zh: "此处应为比例，例如 \"2%\"", en: "expected a share such as \"2%\"")
    return nil
  }

  /// `90s`, `10m`, `36h`, `2d` → seconds.
  package func seconds(_ node: YAMLNode?) -> Int? {
    guard let node else { return nil }
    if let text = node.scalar, let value = PlainScalar.seconds(text) { return value }
    report(node, "not-a-duration", zh: "此处应为时长，例如 36h 或 2d", en: "expected a duration such as 36h or 2d")
    return nil
  }

  /// A civil date `yyyy-MM-dd` that exists.
  package func date(_ node: YAMLNode?) -> String? {
    guard let node else { return nil }
    if let text = node.scalar, PlainScalar.isDate(text) { return text }
    report(node, "not-a-date", zh: "此处应为日期，例如 2027-06-30", en: "expected a date such as 2027-06-30")
    return nil
  }
}
