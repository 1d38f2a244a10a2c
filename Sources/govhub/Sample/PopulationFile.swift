/// `public-security/population.csv`: GB18030 with CRLF.
struct PopulationFile {
  static let header = "公民身份号码,姓名,性别,出生日期,民族,住址,人员状态,死亡日期,更新时间"
  let world: SampleWorld
  let file: SampleFile
  private var tally = SampleTally<PopulationFault>()
  private var states = [0, 0, 0, 0]

  init(world: SampleWorld, path: String) throws {
    self.world = world
    file = try SampleFile(path: path, encoding: .gb18030, carriageReturn: true)
  }

  mutating func write(_ progress: (Int) -> Void) throws -> SampleManifest.Dataset {
    file.put(try file.encoding.bytes(PopulationFile.header))
    file.endRow()
    for row in 0..<world.persons {
      write(row, again: false)
      for earlier in world.population.echoes[row] ?? [] { write(earlier, again: true) }
      if row & 8191 == 0 { progress(row) }
    }
    try file.finish()
    let words = try SampleVocabulary(.utf8).personStates
    let counts = states.indices.map { (String(decoding: words[$0], as: UTF8.self), states[$0]) }
    return tally.dataset(
      "public-security/population", file: "public-security/population.csv", file,
      values: ["人员状态": Dictionary(uniqueKeysWithValues: counts)])
  }

  /// One record; `again` writes the further row of a duplicate.
  private mutating func write(_ row: Int, again: Bool) {
    let person = world.person(row)
    let fault = world.population[row]
    let circumstances = SampleCircumstances(person, seed: world.seed, earlier: again && fault == .olderDuplicate)
    tally.row((fault?.isDuplicate ?? false) == again ? fault : nil)
    states[circumstances.state.rawValue] += 1
    putNumber(person, fault)
    file.comma()
    putName(person, fault)
    file.comma()
    file.put(file.words.sexes, person.sex)
    file.comma()
    file.put(fault == .birthDateDiffers ? person.birth.adding(31) : person.birth)
    file.comma()
    if person.document != .foreign2023, person.document != .foreign2017 {
      file.put(file.words.ethnicGroups, person.ethnicGroup)
    }
    file.comma()
    putAddress(circumstances)
    file.comma()
    file.put(file.words.personStates, circumstances.state.rawValue)
    file.comma()
    if let death = circumstances.death { file.put(death) }
    if fault != .tooFewFields {
      file.comma()
      file.put(circumstances.updated, second: circumstances.second)
    }
    if fault == .tooManyFields { file.comma() }
    file.endRow()
  }

  private func putNumber(_ person: SamplePerson, _ fault: PopulationFault?) {
    guard let fault, let damage = NumberDamage(fault) else {
      file.put(room: 18, person.writeNumber)
      return
    }
    file.put(damage.applied(to: person.numberBytes))
  }

  private func putName(_ person: SamplePerson, _ fault: PopulationFault?) {
    if fault != .emptyName { file.put(person.name) }
    if fault == .nulByte { file.put(0) }
    if fault == .undecodableBytes { file.put([0xFF]) }
  }

  private func putAddress(_ circumstances: SampleCircumstances) {
    file.put(file.words.places, circumstances.home)
    file.put(file.words.streets, circumstances.street)
    file.decimal(circumstances.house)
    file.put(file.words.house, 0)
    file.decimal(circumstances.room)
    file.put(file.words.room, 0)
  }
}
