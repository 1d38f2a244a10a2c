/// `market-regulation/legal-representatives.csv`: GB18030, one row a representative.
struct RepresentativesFile {
  static let header = "统一社会信用代码,职务,证件类型,法定代表人,证件号码,更新时间"
  let world: SampleWorld
  let file: SampleFile
  private var tally = SampleTally<RepresentativeFault>()
  private var roles = [Int](repeating: 0, count: SampleRole.allCases.count)

  init(world: SampleWorld, path: String) throws {
    self.world = world
    file = try SampleFile(path: path, encoding: .gb18030)
  }

  mutating func write(_ progress: (Int) -> Void) throws -> SampleManifest.Dataset {
    file.put(try file.encoding.bytes(RepresentativesFile.header))
    file.endRow()
    for row in 0..<world.firms {
      write(row)
      for earlier in world.representatives.echoes[row] ?? [] { write(world.firm(earlier), 0, again: true) }
      if row & 8191 == 0 { progress(row) }
    }
    try file.finish()
    let counts = zip(SampleRole.allCases, roles).map { ($0.rawValue, $1) }
    return tally.dataset(
      "market-regulation/legal-representatives", file: "market-regulation/legal-representatives.csv", file,
      values: ["职务": Dictionary(uniqueKeysWithValues: counts)])
  }

  /// All representatives of one firm; a firm without a usable code has no row.
  private mutating func write(_ row: Int) {
    guard world.registry[row]?.isKnownElsewhere ?? true else { return }
    let firm = world.firm(row)
    for n in 0..<firm.representatives { write(firm, n, again: false) }
  }

  private mutating func write(_ firm: SampleFirm, _ n: Int, again: Bool) {
    let person = world.person(firm.representative(n))
    let fault = n == 0 ? world.representatives[firm.row] : nil
    let role = firm.role(n)
    tally.row((fault?.isDuplicate ?? false) == again ? fault : nil)
    roles[role.index] += 1
    let registry = world.registry[firm.row]
    file.putCode(firm, registry == .lowerCaseCode ? nil : registry)
    file.comma()
    file.put(file.words.roles, role.index)
    file.comma()
    file.put(file.words.documents, person.document.rawValue)
    file.comma()
    putName(person, fault)
    file.comma()
    putNumber(person, fault)
    if fault != .tooFewFields {
      file.comma()
      putUpdated(firm, n, earlier: again && fault == .olderDuplicate)
    }
    file.endRow()
  }

  private func putName(_ person: SamplePerson, _ fault: RepresentativeFault?) {
    if fault == .undecodableBytes { file.put([0xFF]) }
    guard fault == .innerSpace else { return file.put(person.name) }
    var isFirst = true
    person.name.forEachWord(file.words) {
      if !isFirst { file.put(file.words.wideSpace, 0) }
      isFirst = false
      file.put($0, $1)
    }
  }

  private func putNumber(_ person: SamplePerson, _ fault: RepresentativeFault?) {
    if fault == .missingNumber { return }
    guard let fault, let damage = NumberDamage(fault) else {
      file.put(room: 18, person.writeNumber)
      return
    }
    file.put(damage.applied(to: person.numberBytes))
  }

  private func putUpdated(_ firm: SampleFirm, _ n: Int, earlier: Bool) {
    var random = SampleRandom(seed: world.seed, .representative, firm.row * 4 + n)
    let day = SampleDay.reference.adding(-1 - random.below(2000) - (earlier ? 2100 : 0))
    file.put(day, second: random.below(86_400))
  }
}
