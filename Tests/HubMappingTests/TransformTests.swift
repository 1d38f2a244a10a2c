import Testing

@testable import HubMapping

@Suite("transforms")
struct TransformTests {
  @Test("every example of every transform holds", arguments: Transform.examples.indices)
  func example(index: Int) throws {
    let example = Transform.examples[index]
    #expect(try TransformTrial.run(example.transform, example.input) == example.output, "\(example.transform)")
  }

  @Test("every transform of the closed list has an example")
  func complete() throws {
    let shown = Set(try Transform.examples.map { try Transform($0.transform).word })
    #expect(shown == Set(Transform.Word.allCases))
  }

  @Test("every transform is total: no text makes it fail or leave valid UTF-8", arguments: Transform.Word.allCases)
  func total(word: Transform.Word) throws {
    let arguments: [Transform.Word: String] = [
      .remove: "a", .before: "·", .after: "（", .first: "2", .last: "2", .pad: "9", .date: "yyyyMMdd", .time: "yyyy-MM-dd HH:mm:ss",
      .unit: "万元",
    ]
    let transform = try Transform(([word.rawValue] + (arguments[word].map { [$0] } ?? [])).joined(separator: " "))
    let long = String(repeating: "（样·", count: 5000)
    for text in [
      "", " ", "\u{3000}", "a", "样", "𠮷", "'", "=\"\"", "·", "（", "\u{E863}", "\r\n", "９", long, "a\u{0}b", "1.E", "2020-01-31T",
    ] {
      _ = TransformTrial.text(transform, text)
      _ = try TransformTrial.run(transform.written, text)
    }
  }

  @Test(
    "unknown words and wrong arguments are no transforms",
    arguments: ["trimm", "", "trim x", "first", "first 0", "unit 斤", "remove"])
  func refused(text: String) {
    #expect(throws: Transform.Fault.self) { try Transform(text) }
  }
}
