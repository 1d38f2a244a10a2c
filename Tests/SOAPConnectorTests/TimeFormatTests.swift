import HubModel
import Testing

@testable import SOAPConnector

@Suite("How services write instants")
struct TimeFormatTests {
  /// 2026-02-02 10:40:00.123456 in Beijing.
  private static let instant: Int64 = 1_770_000_000_123_456

  @Test(
    "Written and read",
    arguments: [
      ("yyyy-MM-dd HH:mm:ss", "2026-02-02 10:40:00", 1_770_000_000_000_000),
      ("yyyyMMddHHmmss", "20260202104000", 1_770_000_000_000_000),
      ("yyyy-MM-ddTHH:mm:ss.SSSXXX", "2026-02-02T10:40:00.123+08:00", 1_770_000_000_123_000),
      ("yyyy'-'MM'-'dd HH:mm:ss.SSSSSS", "2026-02-02 10:40:00.123456", 1_770_000_000_123_456),
      ("yyyy年MM月dd日", "2026年02月02日", 1_769_961_600_000_000), ("unix", "1770000000", 1_770_000_000_000_000),
      ("unix_ms", "1770000000123", 1_770_000_000_123_000),
    ] as [(String, String, Int64)])
  func both(_ pattern: String, _ text: String, _ read: Int64) throws {
    let format = try TimeFormat(pattern)
    #expect(format.written(Self.instant) == text)
    #expect(format.read(text) == read)
  }

  @Test(
    "Other offsets are understood",
    arguments: ["2026-02-02 02:40:00Z", "2026-02-02 03:10:00+0030", "2026-02-01 21:40:00-05:00"])
  func offsets(_ text: String) throws {
    #expect(try TimeFormat("yyyy-MM-dd HH:mm:ssXXX").read(text) == 1_770_000_000_000_000)
  }

  @Test(
    "What no calendar shows is not an instant",
    arguments: [
      "2026-02-30 00:00:00", "2026-13-01 00:00:00", "2026-02-02 24:00:00", "2026-02-02", "2026-02-02 10:40:00 ", "",
      "0000-00-00 00:00:00",
    ])
  func impossible(_ text: String) throws {
    #expect(try TimeFormat(TimeFormat.usual).read(text) == nil)
  }

  @Test(
    "A number no calendar has is not an instant either",
    arguments: ["9223372036854775807", "-9223372036854775808", "1e9", "99999999999999"])
  func numbers(_ text: String) throws {
    #expect(try TimeFormat("unix").read(text) == nil)
  }

  @Test("Every day from 1900 to 2100 comes back as it went, in order")
  func days() {
    var last = ""
    for day in stride(from: Int64(-25_567), through: 47_482, by: 1) {
      let text = TimeFormat.date.written(day * 86_400_000_000)
      #expect(text > last)
      #expect(TimeFormat.date.read(text) == (day * 86_400 - 8 * 3600) * 1_000_000)
      last = text
    }
    #expect(last == "2100-01-01")
  }

  @Test("Base64 goes both ways, with line ends in it")
  func base64() {
    for count in 0..<50 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) }
      #expect(Base64Text.decoded(Base64Text.encoded(bytes)) == bytes)
    }
    #expect(
      Base64Text.encoded(Array("fooba".utf8)) == "Zm9vYmE=" && Base64Text.decoded("Zm9v\r\n YmE=\n") == Array("fooba".utf8))
    #expect(Base64Text.decoded("Zm9vYmE") == nil && Base64Text.decoded("Zm9v*mE=") == nil && Base64Text.decoded("====") == nil)
  }
}
