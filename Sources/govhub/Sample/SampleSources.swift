internal import Foundation

/// Five departmental files of invented persons and firms, with the mess that real registers hold.
///
/// The same seed and sizes give the same bytes; memory does not grow with the sizes, apart from the planted faults.
struct SampleSources {
  let seed: UInt64
  /// People in the population file before duplicates, at least 2,000.
  let persons: Int
  /// Firms in the register before duplicates, at least 1,000.
  let enterprises: Int

  init(seed: UInt64, persons: Int = 50_000, enterprises: Int = 20_000) {
    self.seed = seed
    self.persons = persons
    self.enterprises = enterprises
  }

  /// Writes the files and `manifest.json` into `folder`, which is made where it is missing.
  ///
  /// - Parameter progress: told the share that is done, 0…1.
  /// - Throws: `HubError` `sample-too-small`, `sample-file`.
  @discardableResult
  func write(to folder: String, progress: (Double) -> Void = { _ in }) throws -> SampleManifest {
    let world = try SampleWorld(seed: seed, persons: persons, firms: enterprises)
    for department in ["public-security", "market-regulation", "tax"] {
      try FileManager.default.createDirectory(atPath: folder + "/" + department, withIntermediateDirectories: true)
    }
    let manifest = SampleManifest(
      seed: seed, persons: persons, enterprises: enterprises, today: SampleDay.reference.text,
      datasets: try writeFiles(of: world, to: folder, progress), subjects: try SampleSubject.all(of: world))
    try manifest.write(to: folder)
    progress(1)
    return manifest
  }

  private func writeFiles(
    of world: SampleWorld, to folder: String, _ progress: (Double) -> Void
  ) throws -> [SampleManifest.Dataset] {
    let rows = Double(persons + 3 * enterprises)
    return try withoutActuallyEscaping(progress) { progress in
      func step(after done: Int) -> (Int) -> Void { { progress(Double(done + $0) / rows) } }
      var population = try PopulationFile(world: world, path: folder + "/public-security/population.csv")
      let changes = try NumberChangesFile(world: world, path: folder + "/public-security/number-changes.csv")
      var registry = try RegistryFile(world: world, path: folder + "/market-regulation/enterprise-registry.csv")
      var representatives = try RepresentativesFile(
        world: world, path: folder + "/market-regulation/legal-representatives.csv")
      var taxpayers = try TaxpayersFile(world: world, path: folder + "/tax/taxpayers.csv")
      return [
        try population.write(step(after: 0)),
        try changes.write(),
        try registry.write(step(after: persons)),
        try representatives.write(step(after: persons + enterprises)),
        try taxpayers.write(step(after: persons + 2 * enterprises)),
      ]
    }
  }
}
