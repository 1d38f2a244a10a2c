import HubStandards
import Testing

@Suite("Instants") struct InstantTests {
  @Test(
    "FD-07 times without an offset are Asia/Shanghai's, summer time included",
    arguments: [
      ("2026-11-25 10:00:00", "2026-11-25T02:00:00.000000Z"), ("1991-08-01 00:00:00", "1991-07-31T15:00:00.000000Z"),
      ("1992-08-01 00:00:00", "1992-07-31T16:00:00.000000Z"), ("1986-05-04 01:59:59", "1986-05-03T17:59:59.000000Z"),
      ("1986-05-04 03:00:00", "1986-05-03T18:00:00.000000Z"), ("1986-09-14 00:59:59", "1986-09-13T15:59:59.000000Z"),
      ("1986-09-14 02:00:00", "1986-09-13T18:00:00.000000Z"), ("1945-01-15 12:00:00", "1945-01-15T03:00:00.000000Z"),
      ("1943-07-01 12:00:00", "1943-07-01T03:00:00.000000Z"), ("1900-06-01 12:00:00", "1900-06-01T03:54:17.000000Z"),
    ])
  func shanghai(pair: (String, String)) throws { #expect(try Instant.parse(pair.0).description == pair.1) }

  @Test("a skipped local time and one that came twice count as standard time, as in PostgreSQL")
  func edges() throws {
    #expect(try Instant.parse("1986-05-04 02:30:00").description == "1986-05-03T18:30:00.000000Z")
    #expect(try Instant.parse("1986-09-14 01:30:00").description == "1986-09-13T17:30:00.000000Z")
  }

  @Test(
    "an offset that is written decides",
    arguments: [
      "2026-11-25T02:00:00Z", "2026-11-25T10:00:00+08:00", "2026-11-25 10:00:00+0800", "2026-11-24T21:00:00-05:00",
      "2026-11-25 10:00:00 +08",
    ])
  func offsets(text: String) throws { #expect(try Instant.parse(text).description == "2026-11-25T02:00:00.000000Z") }

  @Test(
    "other forms",
    arguments: [
      "2026/11/25 10:00:00", "2026年11月25日 10:00:00", "20261125100000", "2026-11-25 10:00", "2026.11.25 10:00:00.0",
      "２０２６－１１－２５　１０：００：００",
    ])
  func forms(text: String) throws { #expect(try Instant.parse(text).description == "2026-11-25T02:00:00.000000Z") }

  @Test("fractions are kept to the microsecond")
  func fraction() throws {
    #expect(try Instant.parse("2026-11-25T02:00:00.1234567Z").description == "2026-11-25T02:00:00.123456Z")
    #expect(try Instant.parse("1969-12-31T23:59:59.5Z").microseconds == -500_000)
    #expect(try Instant.parse("1969-12-31T23:59:59.5Z").description == "1969-12-31T23:59:59.500000Z")
  }

  @Test(
    "times that are none",
    arguments: [
      "2026-11-25 24:00:00", "2026-11-25 10:60:00", "2026-11-25 10:00:60", "2026-11-25 10", "2026-11-25 10:00:00 PM",
      "25/11/2026 10:00", "1764103000", "2026-11-25T10:00:00+8",
    ])
  func malformed(text: String) { #expect(fault { () throws(FormatFault) in try Instant.parse(text) } == .timeMalformed) }

  @Test("a declared pattern is the only one accepted")
  func pattern() throws {
    #expect(try Instant.parse("2026-11-25 10:00:00", pattern: .dashed).shanghai == "2026-11-25T10:00:00+08:00")
    #expect(fault { () throws(FormatFault) in try Instant.parse("2026-11-25", pattern: .dashed) } == .timeMalformed)
    #expect(fault { () throws(FormatFault) in try Instant.parse("20261125100000", pattern: .dashed) } == .timeMalformed)
  }

  @Test("RFC 3339 is read strictly and written back")
  func rfc3339() {
    #expect(Instant(rfc3339: "2026-11-25T10:00:00+08:00")?.shanghai == "2026-11-25T10:00:00+08:00")
    #expect(Instant(rfc3339: "1991-08-01T00:00:00+09:00")?.shanghai == "1991-08-01T00:00:00+09:00")
    for text in [
      "2026-11-25 10:00:00+08:00", "2026-11-25T10:00:00", "2026-11-25T10:00:00+0800", "2026-11-25", "2026-11-25T10:00+08:00",
      "２０２６-11-25T10:00:00Z", "",
    ] {
      #expect(Instant(rfc3339: text) == nil, "\(text)")
    }
  }
}
