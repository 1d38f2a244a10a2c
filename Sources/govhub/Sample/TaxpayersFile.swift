/// `tax/taxpayers.csv`: UTF-8, clipped column names with the blanks that the department really sends.
struct TaxpayersFile {
  static let header = "uni_ social_crd_ cd,nsrmc,fddbr_xm,nsrzt_dm,djrq,gxsj "
  let world: SampleWorld
  let file: SampleFile
  private var tally = SampleTally<TaxpayerFault>()

  init(world: SampleWorld, path: String) throws {
    self.world = world
    file = try SampleFile(path: path, encoding: .utf8)
  }

  mutating func write(_ progress: (Int) -> Void) throws -> SampleManifest.Dataset {
    file.put(Array(TaxpayersFile.header.utf8))
    file.endRow()
    for row in 0..<world.firms {
      let firm = world.firm(row)
      let fault = world.taxpayers[row]
      if world.hasTaxpayer(firm) { write(firm, fault == .notInRegister ? nil : fault) }
      if fault == .notInRegister { write(world.firm(world.firms + row), fault) }
      if row & 8191 == 0 { progress(row) }
    }
    try file.finish()
    return tally.dataset("tax/taxpayers", file: "tax/taxpayers.csv", file)
  }

  private mutating func write(_ firm: SampleFirm, _ fault: TaxpayerFault?) {
    tally.row(fault)
    file.putCode(firm, world.registry[firm.row] == .checkDiffers ? .checkDiffers : nil)
    file.comma()
    var name = firm.name
    if fault == .bracketWidth { name.isWide.toggle() }
    file.put(name)
    if fault == .trailingBlanks { file.put("  ") }
    file.comma()
    file.put(world.taxRepresentative(firm, fault).name)
    file.comma()
    file.put(world.taxState(firm, fault))
    file.comma()
    file.put(firm.established)
    file.comma()
    var random = SampleRandom(seed: world.seed, .taxpayer, firm.row)
    file.put(SampleDay.reference.adding(-1 - random.below(900)), second: random.below(86_400))
    file.endRow()
  }
}

extension SampleWorld {
  /// Whom the tax office takes for the representative: another name where it disagrees.
  func taxRepresentative(_ firm: SampleFirm, _ fault: TaxpayerFault?) -> SamplePerson {
    let right = person(firm.representative)
    guard fault == .representativeDiffers else { return right }
    var row = firm.stranger
    while person(row).name == right.name { row = (row + 1) % persons }
    return person(row)
  }

  func taxState(_ firm: SampleFirm, _ fault: TaxpayerFault?) -> StaticString {
    if fault == .stateDiffers { return firm.state == .deregistered ? "03" : "07" }
    return firm.state.taxCode ?? "03"
  }
}
