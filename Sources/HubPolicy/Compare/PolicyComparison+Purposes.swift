extension PolicyComparison {
  /// Purposes that come, go, or hold for another time or on another basis.
  var purposeFacts: [PolicyDifference] {
    PolicyComparison.pairs(old.purposes, new.purposes, \.name).flatMap { name, before, after -> [PolicyDifference] in
      if let before, let after { return facts(name, before, after) }
      return [
        after == nil
          ? PolicyDifference(direction: .less, zh: "用途 \(name) 被删除", en: "purpose \(name) is taken out")
          : PolicyDifference(direction: .more, zh: "新用途 \(name)", en: "purpose \(name) is new")
      ]
    }
  }

  private func facts(_ name: String, _ before: Purpose, _ after: Purpose) -> [PolicyDifference] {
    let parts: [(zh: String, en: String, value: (Purpose) -> String)] = [
      ("依据", "basis", { $0.basis }), ("起始日", "valid from", { $0.validFrom?.text ?? "-" }),
      ("截止日", "expires", { $0.expires?.text ?? "-" }), ("死亡", "deceased", { $0.deceased.rawValue }),
      ("号码更换", "superseded", { $0.superseded.rawValue }),
    ]
    return parts.flatMap { part in
      PolicyComparison.lists(
        "用途 \(name) 的\(part.zh)", "purpose \(name): \(part.en)", [part.value(before)], [part.value(after)], ("-", "-"))
    }
  }
}
