import Foundation
import HubModel
import Testing

@testable import govhub

@Suite("Sample: sources and planted subjects")
struct SampleSourcesTests {
  private func bytes(_ fixture: SampleFixture) throws -> [String: Data] {
    let files = fixture.manifest.datasets.map(\.file) + [SampleManifest.fileName]
    return try Dictionary(
      uniqueKeysWithValues: files.map { ($0, try Data(contentsOf: URL(fileURLWithPath: fixture.folder + "/" + $0))) })
  }

  @Test("the same seed gives the same bytes, another seed others")
  func sameBytes() throws {
    let fixtures = try [7, 7, 8].map { try SampleFixture(seed: $0, persons: 3000, enterprises: 2000) }
    defer { for fixture in fixtures { fixture.remove() } }
    #expect(try bytes(fixtures[0]) == bytes(fixtures[1]))
    #expect(try bytes(fixtures[0]) != bytes(fixtures[2]))
  }

  @Test("the manifest says that all is synthetic, counts bytes and survives a round trip")
  func manifest() throws {
    let fixture = try SampleFixture.shared.get()
    #expect(fixture.manifest.synthetic)
    #expect(try SampleManifest.load(from: fixture.folder) == fixture.manifest)
    for (file, data) in try bytes(fixture) where file != SampleManifest.fileName {
      #expect(fixture.manifest.datasets.first { $0.file == file }?.bytes == data.count)
    }
  }

  @Test("progress rises to one")
  func progress() throws {
    let folder = NSTemporaryDirectory() + "govhub-sample-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var shares: [Double] = []
    try SampleSources(seed: 1, persons: 17_000, enterprises: 1000).write(to: folder) { shares.append($0) }
    #expect(shares == shares.sorted() && shares.last == 1 && shares.count > 3)
  }

  @Test("a sample too small for its faults is refused")
  func tooSmall() {
    let error = #expect(throws: HubError.self) {
      try SampleSources(seed: 1, persons: 1999, enterprises: 1000).write(to: NSTemporaryDirectory() + "never")
    }
    #expect(error?.code == "sample-too-small")
  }

  @Test("small samples of many seeds have every kind and every subject", arguments: 1...8)
  func smallSamples(seed: UInt64) throws {
    let fixture = try SampleFixture(seed: seed, persons: 2000, enterprises: 1000)
    defer { fixture.remove() }
    let population = try fixture.dataset("public-security/population")
    #expect(population.faults.count == PopulationFault.allCases.count)
    #expect(fixture.manifest.subjects.map(\.kind) == SampleSubject.Kind.allCases)
  }

  @Test("every planted person stands in the population file as described")
  func persons() throws {
    let fixture = try SampleFixture.shared.get()
    let rows = try fixture.records(try fixture.dataset("public-security/population")).rows
    for subject in fixture.manifest.subjects where subject.entity == "person" {
      let found = rows.filter { $0[0] == subject.writtenNumber ?? subject.number }
      #expect(found.count == (subject.kind == .personNotInLibrary ? 0 : 1), "\(subject.kind.rawValue)")
      guard let row = found.first else { continue }
      let name = subject.kind == .personQuarantined ? "" : subject.name
      #expect(row[1] == name || subject.kind == .personFormerPrivateUse, "\(subject.kind.rawValue)")
      #expect(row[6] == subject.state && row[2] == subject.sex && row[3] == subject.birthDate)
    }
  }

  @Test("every planted firm stands in the register as described, with its representatives")
  func firms() throws {
    let fixture = try SampleFixture.shared.get()
    let register = try fixture.records(try fixture.dataset("market-regulation/enterprise-registry")).rows
    let people = try fixture.records(try fixture.dataset("market-regulation/legal-representatives")).rows
    for subject in fixture.manifest.subjects where subject.entity == "enterprise" {
      let found = register.filter { $0[1] == subject.number }
      #expect(found.count == (subject.kind == .firmNotInLibrary ? 0 : 1), "\(subject.kind.rawValue)")
      guard let row = found.first else { continue }
      #expect(row[0] == (subject.kind == .firmQuarantined ? "" : subject.name))
      #expect(row[10] == subject.state && row[11] == subject.stateSince && row[12] == subject.formerName ?? "")
      let listed = people.filter { $0[0] == subject.number }.map { [$0[1], $0[3], $0[4]] }
      #expect(listed == subject.representatives?.map { [$0.role, $0.name, $0.number] }, "\(subject.kind.rawValue)")
    }
  }

  @Test("planted subjects show what they are named for")
  func subjectsShowIt() throws {
    let manifest = try SampleFixture.shared.get().manifest
    func subject(_ kind: SampleSubject.Kind) throws -> SampleSubject { try #require(manifest.subject(kind)) }
    #expect(try subject(.personDeceased).state == "死亡")
    #expect(try subject(.personFifteenDigits).writtenNumber?.count == 15)
    #expect(try subject(.personSuperseded).formerNumber != nil)
    #expect(try subject(.personDottedName).name.contains("·"))
    #expect(try subject(.personForeignCard).number.hasPrefix("911"))
    #expect(try subject(.personOldForeignCard).number.count == 15)
    #expect(try subject(.firmRevoked).state == "吊销（未注销）")
    #expect(try subject(.firmFutureClosing).stateSince ?? "" > "2034")
    #expect(try subject(.firmRenamed).formerName == subject(.firmSuccessor).name)
    #expect(try subject(.firmSeveralRepresentatives).representatives?.count ?? 0 > 2)
    #expect(try subject(.firmTaxStateDiffers).taxSays == "03")
    #expect(try subject(.firmTaxRepresentativeDiffers).taxSays != subject(.firmTaxRepresentativeDiffers).representatives?[0].name)
  }
}
