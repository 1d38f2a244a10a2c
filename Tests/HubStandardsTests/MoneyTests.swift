import HubStandards
import Testing

@Suite("Money") struct MoneyTests {
  @Test(
    "FD-08 amounts as departments write them", arguments: [("1,234.50", "1234.50"), ("１２３．５", "123.5"), ("1.75E+7", "17500000")])
  func amounts(pair: (String, String)) throws { #expect(try Money.amount(pair.0).canonical == pair.1) }

  @Test("FD-08 full-width digits are remarked as normalised")
  func fullWidth() throws { #expect(try Money.amount("１２３．５").remarks == .normalised) }

  @Test("FD-08 a unit is refused unless the mapping declares it")
  func unit() throws {
    #expect(refusal("12万") == .amountUnit)
    #expect(try Money.amount("12万", unit: .tenThousand).canonical == "120000")
    #expect(try Money.amount("12.5（万元）", unit: .tenThousand).canonical == "125000")
    #expect(try Money.amount("12", unit: .tenThousand).canonical == "120000")
    #expect(refusal("12亿", .tenThousand) == .amountUnit && refusal("12万美元", .tenThousand) == .amountUnit)
  }

  @Test(
    "FD-08 a number with letters behind it is refused",
    arguments: [
      "12abc", "abc", "12 34", "1,23", "1234,567", "1,234,56.0", "1,2345", "1.2.3", "--5", "1e", "1E99", "0x12", ",5", "..", "١٢٣",
      "一百", "(5)", "NaN", "inf", "1,,000",
    ])
  func malformed(text: String) { #expect(refusal(text) == .amountMalformed) }

  @Test("FD-08 an amount larger than its column is found before the database")
  func precision() throws {
    #expect(!Money.fits("12345678901.00", precision: 12, scale: 2))
    #expect(Money.fits("1234567890.00", precision: 12, scale: 2) && Money.fits("-1234567890.120", precision: 12, scale: 2))
    #expect(!Money.fits("0.123", precision: 12, scale: 2) && Money.fits("0.00", precision: 2, scale: 2))
  }

  @Test(
    "canonical decimals",
    arguments: [
      ("007.50", "7.50"), (".5", "0.5"), ("5.", "5"), ("-0", "0"), ("-0.00", "0.00"), ("+12", "12"), ("−3", "-3"),
      ("-1,234,567.8", "-1234567.8"), ("1.5e-3", "0.0015"),
      ("12E-1", "1.2"), ("1.2345E2", "123.45"), ("0E5", "0"), ("１，２３４", "1234"), (" 5 ", "5"),
      ("99999999999999999999999999.99", "99999999999999999999999999.99"),
    ])
  func canonical(pair: (String, String)) throws { #expect(try Money.amount(pair.0).canonical == pair.1) }

  @Test("words and masks have their own fault")
  func words() {
    #expect(refusal("") == .placeholder && refusal("N/A") == .placeholder && refusal("12*4") == .maskedValue)
  }

  @Test(
    "a register's capital, amount and currency",
    arguments: [
      ("50(万元人民币)", "500000", "CNY"), ("1,705.6000(万元人民币)", "17056000", "CNY"), ("30(万美元)", "300000", "USD"),
      ("100万人民币", "1000000", "CNY"),
      ("5（万元）", "50000", "CNY"), ("80(万)", "800000", nil), ("9(万元(人民币))", "90000", "CNY"), ("3( 万人民币元)", "30000", "CNY"),
      ("1(人民币元)", "1", "CNY"),
      ("万港币", nil, "HKD"), ("万日元", nil, "JPY"), ("9()", nil, nil), ("0", "0", nil), ("1.23456789(万元)", "12345.6789", "CNY"),
      ("￥5,000.00", "5000.00", "CNY"),
      ("2亿元", "200000000", "CNY"), ("50万欧元", "500000", "EUR"), ("100.000000万元人民币", "1000000.00", "CNY"),
      ("10 万 USD", "100000", "USD"), ("叁", nil, "?"),
    ] as [(String, String?, String?)])
  func capital(row: (String, String?, String?)) throws {
    if row.2 == "?" {
      #expect(fault { () throws(FormatFault) in try Money.capital(row.0) } == .amountMalformed)
      return
    }
    let found = try Money.capital(row.0)
    #expect(found.amount == row.1 && found.currency?.code == row.2)
  }

  @Test("what a capital does not say is remarked, never guessed")
  func remarks() throws {
    #expect(try Money.capital("9()").remarks == .unitUnknown)
    #expect(try Money.capital("100").amount == nil)
    #expect(try Money.capital("100", declared: .tenThousand).amount == "1000000")
    #expect(try Money.capital("5（万元）").remarks.contains(.currencyAssumed))
    #expect(try Money.capital("0").remarks == [])
    #expect(fault { () throws(FormatFault) in try Money.capital("N/A") } == .placeholder)
    #expect(fault { () throws(FormatFault) in try Money.capital("50(万元人民币美元)") } == .amountMalformed)
    #expect(fault { () throws(FormatFault) in try Money.capital("五十万") } == .amountMalformed)
  }

  private func refusal(_ text: String, _ unit: Money.Unit? = nil) -> FormatFault? {
    fault { () throws(FormatFault) in try Money.amount(text, unit: unit) }
  }
}
