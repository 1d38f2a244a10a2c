import HubConnectorKit

extension SourceOption {
  /// The option and those below it, one a line.
  func lines(chinese: Bool, indent: String) -> [String] {
    let mark = isRequired ? (chinese ? "（必填）" : " (required)") : ""
    let first = "\(indent)\(name): \(shape.word)\(mark)  \(chinese ? zh : en)"
    let deeper = indent + "  "
    switch shape {
    case .group(let options): return [first] + options.flatMap { $0.lines(chinese: chinese, indent: deeper) }
    case .variants(let variants):
      return [first]
        + variants.flatMap { kind, options in
          ["\(deeper)kind: \(kind)"] + options.flatMap { $0.lines(chinese: chinese, indent: deeper + "  ") }
        }
    default: return [first]
    }
  }
}

extension SourceOption.Shape {
  fileprivate var word: String {
    switch self {
    case .text: "text"
    case .address(let schemes): schemes.map { "\($0)://" }.joined(separator: "|")
    case .duration: "duration"
    case .count(let range): "\(range.lowerBound)…\(range.upperBound)"
    case .flag: "true|false"
    case .word(let words): words.joined(separator: "|")
    case .texts: "[text, …]"
    case .table: "{name: text, …}"
    case .group, .variants: "{…}"
    }
  }
}
