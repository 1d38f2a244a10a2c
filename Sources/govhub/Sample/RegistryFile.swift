/// `market-regulation/enterprise-registry.csv`: UTF-8, quoted where a field holds commas.
struct RegistryFile {
  static let header =
    "企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址,登记状态,状态日期,曾用名,更名日期"
  let world: SampleWorld
  let file: SampleFile
  private var tally = SampleTally<RegistryFault>()
  private var states = [Int](repeating: 0, count: SampleFirmState.allCases.count)
  private var capitals = [Int](repeating: 0, count: SampleCapital.allCases.count)

  init(world: SampleWorld, path: String) throws {
    self.world = world
    file = try SampleFile(path: path, encoding: .utf8)
  }

  mutating func write(_ progress: (Int) -> Void) throws -> SampleManifest.Dataset {
    file.put(Array(RegistryFile.header.utf8))
    file.endRow()
    for row in 0..<world.firms {
      write(row, again: false)
      for earlier in world.registry.echoes[row] ?? [] { write(earlier, again: true) }
      if row & 8191 == 0 { progress(row) }
    }
    try file.finish()
    let states = zip(SampleFirmState.allCases, states).map { ($0.rawValue, $1) }
    let capitals = zip(SampleCapital.allCases, capitals).map { ($0.rawValue, $1) }
    return tally.dataset(
      "market-regulation/enterprise-registry", file: "market-regulation/enterprise-registry.csv", file,
      values: [
        "登记状态": Dictionary(uniqueKeysWithValues: states), "注册资金": Dictionary(uniqueKeysWithValues: capitals),
      ])
  }

  private mutating func write(_ row: Int, again: Bool) {
    let firm = world.firm(row)
    let fault = world.registry[row]
    let isOther = again && fault == .conflictingDuplicate
    var random = SampleRandom(seed: world.seed, isOther ? .earlierEdition : .capital, row)
    tally.row((fault?.isDuplicate ?? false) == again ? fault : nil)
    putIdentity(firm, fault)
    let capital = SampleCapital(row: row, random: &random)
    capitals[capital.index] += 1
    file.put(capital, &random)
    file.comma()
    putScope(random.below(file.words.scopes.count), fault)
    file.comma()
    putAddress(firm, &random, farther: isOther)
    states[firm.state.index] += 1
    file.put(file.words.firmStates, firm.state.index)
    file.comma()
    file.put(firm.stateSince)
    file.comma()
    putFormerName(firm, fault)
    file.endRow()
  }

  /// The first five columns.
  private func putIdentity(_ firm: SampleFirm, _ fault: RegistryFault?) {
    if fault != .emptyName { file.put(firm.name) }
    if fault == .nulByte { file.put(0) }
    if fault == .undecodableBytes { file.put([0xD1, 0xF9]) }  // 样 as GBK writes it
    file.comma()
    file.putCode(firm, fault)
    file.comma()
    file.put(firm.established)
    file.comma()
    file.put(file.words.firmTypes, firm.type)
    file.comma()
    file.put(world.person(firm.representative).name)
    file.comma()
  }

  private func putScope(_ scope: Int, _ fault: RegistryFault?) {
    file.quote()
    file.put(file.words.scopes, scope)
    if fault == .quotedLineBreak { file.put(0x0A) }
    if fault == .quotedQuote { file.put("\"\"A\"\"") }
    file.quote()
  }

  /// Province, county and address.
  private func putAddress(_ firm: SampleFirm, _ random: inout SampleRandom, farther: Bool) {
    file.put(file.words.provinces, firm.place)
    file.comma()
    file.put(file.words.counties, firm.place)
    file.comma()
    file.put(file.words.places, firm.place)
    file.put(file.words.streets, random.below(file.words.streets.count))
    file.decimal(1 + random.below(200) + (farther ? 200 : 0))
    file.put(file.words.house, 0)
    file.comma()
  }

  /// The last two columns; a ragged row ends one earlier or three later.
  private func putFormerName(_ firm: SampleFirm, _ fault: RegistryFault?) {
    if let former = firm.former { file.put(former) }
    guard fault != .tooFewFields else { return }
    file.comma()
    if firm.former != nil { file.put(firm.renamed) }
    if fault == .tooManyFields { file.put(",,,") }
  }
}
