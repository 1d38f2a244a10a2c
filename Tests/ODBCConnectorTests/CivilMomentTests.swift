import Testing

@testable import ODBCConnector

@Suite("Civil times")
struct CivilMomentTests {
  @Test(
    "Moved by seconds, with fraction and zone as they were",
    arguments: [
      ("2026-01-01 00:00:00", -1, "2025-12-31 23:59:59"), ("2024-02-28 23:59:59.678901", 1, "2024-02-29 00:00:00.678901"),
      ("2026-01-02 03:04:05.678901+08", 600, "2026-01-02 03:14:05.678901+08"), ("1991-08-01", -300, "1991-07-31 23:55:00"),
      ("1900-03-01 00:00:00", -1, "1900-02-28 23:59:59"), ("2000-03-01 00:00:00", -1, "2000-02-29 23:59:59"),
      ("1969-12-31 23:59:59", 1, "1970-01-01 00:00:00"), ("0001-01-01 00:00:01", -1, "0001-01-01 00:00:00"),
    ])
  func moves(_ text: String, _ seconds: Int, _ result: String) {
    #expect(CivilMoment(text)?.moved(by: seconds) == result)
  }

  @Test("FD-07 the summer times of 1986 to 1991 shift nothing")
  func summer() {
    #expect(CivilMoment("1991-08-01 00:00:00")?.moved(by: 0) == "1991-08-01 00:00:00")
    #expect(CivilMoment("1991-09-15 01:30:00")?.moved(by: 3_600) == "1991-09-15 02:30:00")
  }

  @Test(
    "What is no time is none",
    arguments: ["", "infinity", "0000-00-00", "2026-13-01", "2026/01/01 00:00:00", "2026-01-01 25:00:00", "abc"])
  func none(_ text: String) {
    #expect(CivilMoment(text)?.moved(by: 0) == nil)
  }
}
