import Testing

@testable import HubODBC

@Suite("Buffers of columns")
struct ODBCColumnTests {
  @Test("FD-02 a buffer holds every character in its longest form, and room to notice a driver that cuts")
  func text() {
    let column = ODBCColumn(name: "姓名", type: 12, size: 4, octets: 4)
    #expect(column.width(.bytes) == 4 * 4 + 4 + 1)
    #expect(column.width(.wide) == 4 * 4 + 4 + 2)
    let octets = ODBCColumn(name: "a", type: -9, size: 4, octets: 40)
    #expect(octets.width(.bytes) == 40 + 4 + 1)
  }

  @Test(
    "A column whose maximum is unknown, or too large for a buffer, is read in pieces", arguments: [0, 16_384, 1 << 30, Int.max])
  func long(_ size: Int) {
    #expect(ODBCColumn(name: "a", type: -1, size: size, octets: -4).width(.bytes) == nil)
    #expect(ODBCColumn(name: "a", type: -4, size: size).width(.bytes) == nil)
  }

  @Test("Numbers and times have room for more digits than the driver tells")
  func numbers() {
    #expect(ODBCColumn(name: "a", type: 2, size: 28).width(.bytes) == 512)
    #expect(ODBCColumn(name: "a", type: 93, size: 26).width(.bytes) == 512)
    #expect(ODBCColumn(name: "a", type: -7, size: 1).width(.bytes) == 1)
  }

  @Test("Types of ODBC 2 and 3, and those of a vendor")
  func kinds() {
    let found = [91, 9, 93, 11, 92, 10, 2, 3, -5, 8, -7, -3, -11, 9_999].map { ODBCColumn(name: "a", type: $0, size: 1).kind }
    #expect(
      found == [
        .date, .date, .timestamp, .timestamp, .time, .time, .decimal, .decimal, .integer, .float, .bit, .binary, .text, .text,
      ])
  }
}
