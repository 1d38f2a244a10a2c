import HubModel
import HubStandards
import Testing

@Suite("Identity numbers: cases from practice") struct ResidentIDCaseTests {
  @Test("FA-01 the check digit 0 is not X; a lower-case x is the same person")
  func checkDigit() throws {
    let right = try PersonalNumber.parse("110101198506159080", today: today)
    #expect(right.remarks == [])
    let wrong = try PersonalNumber.parse("11010119850615908X", today: today)
    #expect(wrong.remarks == .checkDiffers)
    #expect(wrong.canonical != right.canonical)
    let upper = try PersonalNumber.parse("11010119850615903X", today: today)
    let lower = try PersonalNumber.parse("11010119850615903x", today: today)
    #expect(upper.remarks == [])
    #expect(lower.remarks == .normalised)
    #expect(lower.canonical == "11010119850615903X" && upper.canonical == lower.canonical)
  }

  @Test("FA-02 full-width digits are folded with a remark", arguments: ["１１０１０１１９８５０６１５９０８０", "11010119850615908０"])
  func fullWidth(text: String) throws {
    let number = try PersonalNumber.parse(text, today: today)
    #expect(number.canonical == "110101198506159080")
    #expect(number.remarks == .normalised)
  }

  @Test(
    "FA-02 digits of other scripts and look-alike letters are refused",
    arguments: [
      "١١٠١٠١١٩٨٥٠٦١٥٩٠٨٠", "一10101198506159080", "۱۱۰۱۰۱۱۹۸۵۰۶۱۵۹۰۸۰", "१10101198506159080", "𝟏10101198506159080",
      "①10101198506159080",
      "¹10101198506159080", "11010119850615903Х", "11010119850615903Χ", "11010119850615903×", "11010119850615903Ⅹ",
      "11O101198506159080",
      "l10101198506159080", "〇10101198506159080",
    ])
  func lookAlikes(text: String) {
    #expect(fault { () throws(FormatFault) in try PersonalNumber.parse(text, today: today) } == .identifierMalformed)
  }

  @Test("FA-03 fifteen digits become eighteen of the century of 19")
  func upgrade() throws {
    let number = try PersonalNumber.parse("110101490307901", today: today)
    #expect(number.canonical == "110101194903079019")
    #expect(number.written == "110101490307901")
    #expect(number.remarks == .upgradedFrom15)
    #expect(number.canonical == (try PersonalNumber.parse("110101194903079019", today: today)).canonical)
  }

  @Test("FA-03 sequence numbers 996 to 999 mean the century of 18, marked to be confirmed", arguments: 996...999)
  func centenarian(sequence: Int) throws {
    let number = try PersonalNumber.parse("110101050307\(sequence)", today: today)
    #expect(number.canonical.hasPrefix("11010118050307\(sequence)"))
    #expect(number.remarks == [.upgradedFrom15, .centuryAssumed])
    #expect(sequence != 996 || number.canonical == "110101180503079960")
  }

  @Test("FA-03 sequence 995 is of the century of 19")
  func notCentenarian() throws {
    #expect(try PersonalNumber.parse("110101050307995", today: today).canonical.hasPrefix("11010119050307995"))
  }

  @Test("FA-03 the old form is an alias only of a number that came in it")
  func written() throws {
    #expect(try PersonalNumber.parse("110101194903079019", today: today).written == "110101194903079019")
  }

  @Test("FA-05 a residence permit with 83 is of a resident of Taiwan")
  func taiwan() throws {
    let number = try PersonalNumber.parse("830000199203159018", today: today)
    #expect(number.kind == .taiwanResidencePermit)
    #expect(number.remarks == [])
  }

  @Test("FA-05 the foreigner's card of 2023 names its province in positions 2 and 3, never 91")
  func foreigner2023() throws {
    let number = try PersonalNumber.parse("911840198504129016", today: today)
    #expect(number.kind == .foreignPermanentResident)
    #expect(number.remarks == [])
    #expect(number.birthDate?.description == "1985-04-12")
    #expect(Region.county(of: number.canonical) == "110000")
    #expect(Country.isKnown(numeric: 840))
  }

  @Test("FA-05 the foreigner's card of 2017 keeps its fifteen characters")
  func foreigner2017() throws {
    let number = try PersonalNumber.parse("usa110085041290", today: today)
    #expect(number.kind == .foreignPermanentResident)
    #expect(number.canonical == "USA110085041290" && number.written == number.canonical)
    #expect(number.birthDate == nil && number.isMale == nil)
    // Its check is from secondary sources and this number does not keep it: a remark like all checks.
    #expect(number.remarks == [.normalised, .checkDiffers])
  }
}
