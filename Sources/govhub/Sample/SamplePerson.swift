/// A person as a pure function of seed and row, so that other files can name the same person without remembering it.
struct SamplePerson {
  let row: Int
  let document: SampleDocument
  /// Index of the county in the number.
  let place: Int
  let birth: SampleDay
  /// 顺序码, 1…909; 910…995 are kept for superseded numbers.
  let sequence: Int
  let ethnicGroup: Int
  var name: SampleName

  private static let firstBirth = SampleDay(1930, 1, 1)
  private static let births = SampleDay(2024, 12, 31).number - firstBirth.number + 1
  private static let sequences = 900
  /// A prime above the number of different numbers: multiplying by it reaches each of them once.
  private static let stride = 2_654_435_761
  private static let specialEvery = 250
  private static let nationalities = ["KAZ", "JPN", "KOR", "RUS", "DEU", "FRA", "VNM", "USA"].map { Array($0.utf8) }
  private static let countryNumbers = [398, 392, 410, 643, 276, 250, 704, 840]

  /// `outside` persons stand in no population file; some of them hold a passport only.
  init(seed: UInt64, row: Int, outside: Bool) {
    self.row = row
    var random = SampleRandom(seed: seed, .identity, row)
    document = SamplePerson.document(row, outside: outside)
    let slot = SamplePerson.slot(seed, row)
    birth = SamplePerson.firstBirth.adding(slot % SamplePerson.births)
    sequence = SamplePerson.sequence(slot / SamplePerson.births % SamplePerson.sequences)
    place = slot / SamplePerson.births / SamplePerson.sequences
    let group = random.below(1000)
    ethnicGroup = group < 920 ? 0 : 1 + group % 9
    name = SamplePerson.name(document, ethnicGroup, &random)
  }

  /// Birth date, sequence and county in one number; no two rows of a kind share it.
  private static func slot(_ seed: UInt64, _ row: Int) -> Int {
    let isSpecial = row % specialEvery == 7
    let slots = births * sequences * (isSpecial ? 1 : SamplePlace.all.count)
    let shift = Int(seed % 1_000_003) * 7919 + 104_729
    return ((isSpecial ? row / specialEvery : row) &* stride &+ shift) % slots
  }

  /// The birth date alone, for choosing grown-ups.
  static func birth(seed: UInt64, row: Int) -> SampleDay { firstBirth.adding(slot(seed, row) % births) }

  /// Sequences whose last two digits are 00 would look like numbers that Excel damaged.
  static func sequence(_ slot: Int) -> Int { slot + slot / 99 + 1 }

  private static func document(_ row: Int, outside: Bool) -> SampleDocument {
    if outside, row % 5 == 0 { return .passport }
    guard row % specialEvery == 7 else { return .resident }
    return [.hongKong, .macau, .taiwan, .foreign2023, .foreign2017, .hongKong, .taiwan, .foreign2023][row / specialEvery % 8]
  }

  private static func name(_ document: SampleDocument, _ group: Int, _ random: inout SampleRandom) -> SampleName {
    let isForeign = document == .foreign2017 || document == .foreign2023 || document == .passport
    let style: SampleName.Style =
      isForeign ? .foreign : group == 1 || group == 2 ? .dotted : random.isWithin(perMille: 200) ? .two : .three
    return SampleName(style: style, first: random.below(28), second: random.below(8), third: random.below(58))
  }

  /// Writes the number; returns its length.
  func writeNumber(to bytes: SampleNumber.Bytes) -> Int {
    switch document {
    case .foreign2017: return writeOldForeignNumber(to: bytes)
    case .passport:
      bytes[0] = 0x45
      SampleNumber.putDigits(row, width: 8, at: bytes + 1)
      return 9
    case .foreign2023:
      SampleNumber.putDigits(911_000 + SamplePerson.countryNumbers[row / SamplePerson.specialEvery % 8], width: 6, at: bytes)
    case .hongKong: SampleNumber.putDigits(810_000, width: 6, at: bytes)
    case .macau: SampleNumber.putDigits(820_000, width: 6, at: bytes)
    case .taiwan: SampleNumber.putDigits(830_000, width: 6, at: bytes)
    case .resident: SampleNumber.copyPlace(place, to: bytes)
    }
    return writeTail(birth, sequence, to: bytes)
  }

  /// Birth date, sequence and check after the first six digits.
  private func writeTail(_ birth: SampleDay, _ sequence: Int, to bytes: SampleNumber.Bytes) -> Int {
    SampleNumber.putDate(birth, at: bytes + 6)
    SampleNumber.putDigits(sequence, width: 3, at: bytes + 14)
    bytes[17] = SampleNumber.identityCheck(bytes)
    return 18
  }

  /// The edition of 2017: nationality, province and city, YYMMDD, one digit, check.
  private func writeOldForeignNumber(to bytes: SampleNumber.Bytes) -> Int {
    for (i, letter) in SamplePerson.nationalities[sequence % 8].enumerated() { bytes[i] = letter }
    SampleNumber.putDigits(1100 + sequence / 80, width: 4, at: bytes + 3)
    let (year, month, day) = birth.civil
    SampleNumber.putDigits(year % 100 * 10_000 + month * 100 + day, width: 6, at: bytes + 7)
    SampleNumber.putDigits(sequence / 8 % 10, width: 1, at: bytes + 13)
    bytes[14] = SampleNumber.oldForeignCheck(bytes)
    return 15
  }

  /// The number as the card shows it.
  var numberBytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 18) { $1 = writeNumber(to: $0.baseAddress!) }
  }

  var number: String { String(decoding: numberBytes, as: UTF8.self) }

  /// A number that the person held before: same place and birth date, a sequence that nobody else has.
  func supersededNumber(_ slot: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 18) {
      SampleNumber.copyPlace(place, to: $0.baseAddress!)
      $1 = writeTail(birth, SamplePerson.sequence(SamplePerson.sequences + slot % 86), to: $0.baseAddress!)
    }
  }

  /// 0 female, 1 male, 2 where the number does not tell.
  var sex: Int { document == .foreign2017 || document == .passport || row % 1009 == 500 ? 2 : sequence % 2 }
}
