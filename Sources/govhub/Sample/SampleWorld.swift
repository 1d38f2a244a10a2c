internal import HubModel

/// All that the five files agree on: who exists, who represents whom, and which row carries which fault.
struct SampleWorld {
  let seed: UInt64
  let persons: Int
  let firms: Int
  private(set) var population: FaultPlan<PopulationFault>
  private(set) var registry: FaultPlan<RegistryFault>
  private(set) var representatives: FaultPlan<RepresentativeFault>
  private(set) var taxpayers: FaultPlan<TaxpayerFault>
  private(set) var changes: [SampleNumberChange] = []
  /// A firm that took the name another had given up.
  private(set) var successor: (row: Int, name: SampleFirmName, predecessor: Int)?

  /// Fewest rows in which every kind of document, fault and subject finds a place.
  static let fewest = (persons: 2000, firms: 1000)

  init(seed: UInt64, persons: Int, firms: Int) throws {
    guard persons >= SampleWorld.fewest.persons, firms >= SampleWorld.fewest.firms else {
      throw HubError("sample-too-small", "A sample needs at least 2,000 persons and 1,000 enterprises.")
    }
    (self.seed, self.persons, self.firms) = (seed, persons, firms)
    let person = { SamplePerson(seed: seed, row: $0, outside: $0 >= persons) }
    let firm = { SampleFirm(seed: seed, row: $0, persons: persons) }
    let population = try FaultPlan<PopulationFault>(seed: seed, rows: persons, dataset: 1) { $1.fits(person($0)) }
    let registry = try FaultPlan<RegistryFault>(seed: seed, rows: firms, dataset: 2) {
      $1 != .futureClosing || firm($0).state == .inOperation
    }
    let representatives = try FaultPlan<RepresentativeFault>(seed: seed, rows: firms, dataset: 3) {
      registry[$0] == nil && population[firm($0).representative] == nil && $1.fits(person(firm($0).representative))
    }
    taxpayers = try FaultPlan<TaxpayerFault>(seed: seed, rows: firms, dataset: 4) {
      registry[$0] == nil && representatives[$0] == nil && $1.fits(firm($0))
        && SampleWorld.paysTax(firm($0), seed: seed)
    }
    (self.population, self.registry, self.representatives) = (population, registry, representatives)
    changes = planChanges()
    successor = planSuccessor()
  }

  func person(_ row: Int) -> SamplePerson {
    var person = SamplePerson(seed: seed, row: row, outside: row >= persons)
    if let style = population[row]?.nameStyle { person.name.style = style }
    return person
  }

  func firm(_ row: Int) -> SampleFirm {
    var firm = SampleFirm(seed: seed, row: row, persons: persons)
    if let successor, successor.row == row { firm.name = successor.name }
    if registry[row] == .futureClosing { firm.closeInFuture() }
    return firm
  }

  /// Row of somebody whom no file names.
  var strangerRow: Int { persons + firms * 8 + 17 }

  func hasTaxpayer(_ firm: SampleFirm) -> Bool {
    (registry[firm.row]?.allowsTaxpayer ?? true) && SampleWorld.paysTax(firm, seed: seed)
  }

  /// Nine in ten of the firms in a state that the tax office has a code for.
  private static func paysTax(_ firm: SampleFirm, seed: UInt64) -> Bool {
    guard firm.state.taxCode != nil else { return false }
    var random = SampleRandom(seed: seed, .taxpayer, firm.row)
    return random.isWithin(perMille: 900)
  }

  private func planChanges() -> [SampleNumberChange] {
    var random = SampleRandom(seed: seed, .numberChange)
    var changed: Set<Int> = []
    var numbers: Set<[UInt8]> = []
    var result: [SampleNumberChange] = []
    while result.count < max(5, persons / 1000) {
      let row = random.below(persons)
      let person = person(row)
      let old = person.supersededNumber(random.below(86))
      guard population[row] == nil, person.document == .resident, person.birth < SampleDay(2015, 1, 1),
        !changed.contains(row), numbers.insert(old).inserted
      else { continue }
      changed.insert(row)
      let date = SampleDay.reference.adding(-1 - random.below(3500))
      result.append(SampleNumberChange(row: row, old: old, date: date, reason: random.below(4)))
    }
    return result.sorted { $0.row < $1.row }
  }

  private func isPlain(_ row: Int) -> Bool { registry[row] == nil && representatives[row] == nil && taxpayers[row] == nil }

  private func planSuccessor() -> (row: Int, name: SampleFirmName, predecessor: Int)? {
    for row in 0..<firms where isPlain(row) {
      let predecessor = firm(row)
      guard let name = predecessor.former else { continue }
      for other in 0..<firms where other != row && isPlain(other) {
        let firm = firm(other)
        if firm.type == predecessor.type, firm.state == .inOperation, firm.former == nil,
          firm.established > predecessor.renamed
        {
          return (other, name, row)
        }
      }
    }
    return nil
  }
}

/// A person whose number was replaced.
struct SampleNumberChange {
  let row: Int
  let old: [UInt8]
  let date: SampleDay
  let reason: Int
}
