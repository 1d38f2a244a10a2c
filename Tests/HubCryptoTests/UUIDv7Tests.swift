import Foundation
import Testing

@testable import HubCrypto

@Suite struct UUIDv7Tests {
  @Test("It has the layout of RFC 9562 section 5.7 and its appendix's example time")
  func layout() {
    let id = UUIDv7(seconds: 1_645_557_742, nanoseconds: 0, random: 0x18C4_DC0C_0C07_398F)
    #expect(id.description == "017f22e2-79b0-7000-98c4-dc0c0c07398f")
    #expect(id.milliseconds == 1_645_557_742_000)
  }

  @Test("Text and bytes round-trip, and Foundation reads the same")
  func roundTrip() throws {
    let id = UUIDv7()
    #expect(UUIDv7(id.bytes) == id && UUIDv7(id.description) == id && UUIDv7(id.description.uppercased()) == id)
    #expect(UUID(uuidString: id.description)?.uuidString.lowercased() == id.description)
  }

  @Test("Other versions and malformed text are refused")
  func refused() {
    #expect(UUIDv7(UUID().uuidString) == nil)
    #expect(UUIDv7("017f22e279b0700098c4dc0c0c07398f") == nil)
    #expect(UUIDv7("017f22e2-79b0-7000-98c4-dc0c0c07398") == nil)
    #expect(UUIDv7("") == nil && UUIDv7([UInt8](repeating: 0, count: 16)) == nil)
  }

  @Test("Later identifiers sort later, and none comes twice")
  func order() {
    let early = UUIDv7(seconds: 10, nanoseconds: 999_000, random: .max)
    let late = UUIDv7(seconds: 10, nanoseconds: 1_000_000, random: 0)
    #expect(early < late && early.description < late.description)
    #expect(Set((0..<2000).map { _ in UUIDv7() }).count == 2000)
  }
}
