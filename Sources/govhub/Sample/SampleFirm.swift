/// A firm as a pure function of seed and row.
struct SampleFirm {
  let row: Int
  let type: Int
  let place: Int
  let established: SampleDay
  var name: SampleFirmName
  let former: SampleFirmName?
  let renamed: SampleDay
  private(set) var state: SampleFirmState
  private(set) var stateSince: SampleDay
  /// Where the search for representatives begins; rows from `persons` on are persons outside the population file.
  private let firstChoice: Int
  /// How many represent it, 1…4, and how far apart their rows lie.
  let representatives: Int
  private let distance: Int
  private let persons: Int
  private let seed: UInt64

  private static let stride = 2_654_435_761
  private static let organisations = 887_503_681  // 31^6

  init(seed: UInt64, row: Int, persons: Int) {
    self.row = row
    self.persons = persons
    self.seed = seed
    var random = SampleRandom(seed: seed, .firm, row)
    type = SampleFirmType.index(&random)
    place = SamplePlace.home[random.below(SamplePlace.home.count)]
    established = SampleDay(1990, 1, 1).adding(random.below(12_700))
    state = SampleFirmState(row: row, random: &random)
    let age = SampleDay.reference.number - established.number
    stateSince = state == .inOperation ? established : established.adding(1 + random.below(age - 1))
    name = SampleFirmName(key: random.next(), type: type)
    let isRenamed = random.isWithin(perMille: 60) && state == .inOperation
    former = isRenamed ? SampleFirmName(key: random.next(), type: type) : nil
    renamed = established.adding(1 + random.below(age - 1))
    let isOutside = random.isWithin(perMille: 50)
    firstChoice = isOutside ? persons + row * 4 : random.below(persons)
    let count = random.below(100)
    representatives = count < 78 ? 1 : count < 95 ? 2 : count < 99 ? 3 : 4
    distance = 1 + random.below(max(1, persons / 8))
  }

  /// A closing that is filed but not yet in force.
  mutating func closeInFuture() {
    state = .deregistered
    stateSince = SampleDay(2035, 1, 1).adding(row % 1800)
  }

  var representative: Int { representative(0) }

  /// Row of the n-th representative: somebody of age when the firm was founded, and none of those before.
  func representative(_ n: Int) -> Int {
    guard firstChoice < persons else { return firstChoice + n }
    let latestBirth = established.adding(-18 * 366)
    var row = (firstChoice + n * distance) % persons
    while SamplePerson.birth(seed: seed, row: row) > latestBirth || (0..<n).contains(where: { representative($0) == row }) {
      row = (row + 1) % persons
    }
    return row
  }

  /// Somebody who does not represent it.
  var stranger: Int { (representative + persons / 2) % persons }

  func role(_ n: Int) -> SampleRole {
    let first = SampleFirmType.all[type].role
    return n == 0 || first == .managingPartner ? first : .principal
  }

  /// Writes the 18 characters of the right credit code.
  func writeCode(to bytes: SampleNumber.Bytes) {
    let category = SampleFirmType.all[type].category.utf8Start
    bytes[0] = category[0]
    bytes[1] = category[1]
    SampleNumber.copyPlace(place, to: bytes + 2)
    bytes[8] = 0x4D
    bytes[9] = 0x41
    var organisation = (row &* SampleFirm.stride &+ Int(seed % 1_000_003)) % SampleFirm.organisations
    for i in 10..<16 {
      bytes[i] = SampleNumber.codeAlphabet[organisation % 31]
      organisation /= 31
    }
    bytes[16] = SampleNumber.organisationCheck(bytes + 8)
    bytes[17] = SampleNumber.creditCheck(bytes)
  }

  var creditCode: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 18) {
      writeCode(to: $0.baseAddress!)
      $1 = 18
    }
  }

  /// The number of the time before credit codes, with its own check.
  var registrationNumber: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 15) {
      SampleNumber.copyPlace(place, to: $0.baseAddress!)
      SampleNumber.putDigits((row &* 7919 &+ Int(seed % 1_000_003)) % 100_000_000, width: 8, at: $0.baseAddress! + 6)
      $0[14] = SampleNumber.registrationCheck($0.baseAddress!)
      $1 = 15
    }
  }
}
