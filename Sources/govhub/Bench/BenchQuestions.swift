import Foundation
import HubModel

/// Varied questions about persons of the sample, as JSON bodies.
struct BenchQuestions {
  let world: SampleWorld
  private let words: SampleVocabulary

  init(_ manifest: SampleManifest) throws {
    world = try SampleWorld(seed: manifest.seed, persons: manifest.persons, firms: manifest.enterprises)
    words = try SampleVocabulary(.utf8)
  }

  static let batchItems = 1000
  static let purpose = "permit-acceptance"

  /// Residents without a planted fault, spread over the whole file.
  private func persons(_ count: Int) -> [[String: String]] {
    var found: [[String: String]] = []
    var row = 0
    while found.count < count {
      row = (row + 7919) % world.persons
      let person = world.person(row)
      guard world.population[row] == nil, person.document == .resident else { continue }
      found.append(["documentType": person.document.kind.word, "number": person.number, "name": person.name.text(words)])
    }
    return found
  }

  func single(_ count: Int) -> [String] {
    persons(count).map { DemoQuestion.json(["person": $0], purpose: Self.purpose) }
  }

  func batches(_ count: Int) -> [String] {
    let all = persons(count * Self.batchItems)
    return stride(from: 0, to: all.count, by: Self.batchItems).map { start in
      let items: [[String: Any]] = (start..<start + Self.batchItems).map { ["id": "\($0)", "person": all[$0]] }
      return DemoQuestion.json(["items": items], purpose: Self.purpose)
    }
  }
}
