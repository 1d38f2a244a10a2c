import ArgumentParser
import Testing

@testable import govhub

@Suite("A word that an option does not take")
struct OptionWordTests {
  static let lines = [
    ["init", "--suite", "nits"], ["dev", "--suite", "nits"], ["bench", "--suite", "nits"],
    ["keys", "restrict", "--for", "verifikation", "--out", "x"], ["client", "rotate", "a", "--algorithm", "ES265"],
    ["client", "new", "a", "--title", "t", "--unit", "u", "--unit-code", "c", "--roles", "r", "--kind", "rpb"],
    [
      "policy", "explain", "--as", "a", "--verify", "person", "--attributes", "name", "--purpose", "p", "--context", "itemCod",
    ],
  ]

  @Test("is refused with the nearest right one and the usage of the command itself, before anything is done", arguments: lines)
  func refused(_ line: [String]) throws {
    let error = #expect(throws: (any Error).self) { _ = try GovHub.parseAsRoot(line) }
    let text = GovHub.fullMessage(for: try #require(error))
    #expect(text.contains("did you mean "), "\(text)")
    let command = line.prefix { !$0.hasPrefix("-") && $0 != "a" }.joined(separator: " ")
    #expect(text.contains("govhub \(command) "), "\(text)")
  }
}
