import HubConnectorKit

extension ConformanceRun {
  func schemaIsValid() throws {
    let kind = subject.kind
    try demand(isWord(kind.name), "the name is no lower-case word")
    try demand(!kind.loads.isEmpty, "no load is supported")
    try demand(Set(kind.secretKeys).count == kind.secretKeys.count, "a secret's key is named twice")
    try demand(kind.secretKeys.allSatisfy(isWord), "a secret's key is no lower-case word")
    try check(kind.options, at: "source")
    let common: Set = ["connector", "connection", "retry", "load"]
    try demand(common.isDisjoint(with: kind.options.map(\.name)), "an option has a name that every source has")
  }

  private func check(_ options: [SourceOption], at place: String) throws {
    try demand(Set(options.map(\.name)).count == options.count, "an option of \(place) is named twice")
    for option in options {
      let name = "\(place).\(option.name)"
      try demand(isWord(option.name), "\(name) is no lower-case word")
      try demand(!option.en.isEmpty && option.en.utf8.allSatisfy { $0 != 0x0A }, "\(name) has no line in English")
      try demand(option.zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(name) has no line in Chinese")
      try check(option.shape, at: name)
    }
  }

  private func check(_ shape: SourceOption.Shape, at name: String) throws {
    switch shape {
    case .address(let schemes): try demand(!schemes.isEmpty, "\(name) takes no scheme")
    case .word(let words): try demand(!words.isEmpty && Set(words).count == words.count, "\(name) has no words, or one twice")
    case .group(let options): try check(options, at: name)
    case .variants(let variants):
      try demand(Set(variants.map(\.kind)).count == variants.count, "\(name) has a kind twice")
      for variant in variants { try check(variant.options, at: "\(name).\(variant.kind)") }
    case .text, .duration, .count, .flag, .texts, .table: break
    }
  }

  private func isWord(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
  }
}
