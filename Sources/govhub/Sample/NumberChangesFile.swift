/// `public-security/number-changes.csv`: superseded numbers, in UTF-8.
struct NumberChangesFile {
  static let header = "原公民身份号码,现公民身份号码,变更日期,变更原因"
  let world: SampleWorld
  let file: SampleFile

  init(world: SampleWorld, path: String) throws {
    self.world = world
    file = try SampleFile(path: path, encoding: .utf8)
  }

  func write() throws -> SampleManifest.Dataset {
    var tally = SampleTally<NoFault>()
    file.put(Array(NumberChangesFile.header.utf8))
    file.endRow()
    for change in world.changes {
      file.put(change.old)
      file.comma()
      file.put(room: 18, world.person(change.row).writeNumber)
      file.comma()
      file.put(change.date)
      file.comma()
      file.put(file.words.changeReasons, change.reason)
      file.endRow()
      tally.row()
    }
    try file.finish()
    return tally.dataset("public-security/number-changes", file: "public-security/number-changes.csv", file)
  }
}
