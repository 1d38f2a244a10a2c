import Testing

@testable import HubPolicy

@Suite("Networks")
struct NetworkTests {
  @Test("FG-06 only the rightmost address that is not a trusted proxy counts, and only behind one")
  func callerAddress() throws {
    let allowed = try NetworkRange("10.1.0.0/16")
    let proxies = [try NetworkRange("192.0.2.10")]
    func isAllowed(_ peer: String, _ forwarded: String...) -> Bool {
      guard let caller = CallerAddress(peer: peer, forwardedFor: forwarded, trustedProxies: proxies) else { return false }
      return allowed.contains(caller.derived)
    }
    #expect(!isAllowed("203.0.113.9", "10.1.0.5"))
    #expect(!isAllowed("192.0.2.10", "10.1.0.5, 203.0.113.9"))
    #expect(isAllowed("192.0.2.10", "10.1.0.5"))
    #expect(isAllowed("::ffff:10.1.0.5"))
    #expect(!isAllowed("192.0.2.10", "unknown"))
    #expect(!isAllowed("10.1.0.5x"))
    #expect(isAllowed("192.0.2.10", "203.0.113.9, 10.1.0.5"))
    #expect(isAllowed("192.0.2.10", "203.0.113.9", "10.1.0.5"), "fields are one list in the order of the message")
    #expect(!isAllowed("192.0.2.10", "10.1.0.5", "203.0.113.9"))
    #expect(isAllowed("::ffff:192.0.2.10", "10.1.0.5, 192.0.2.10"))
    #expect(!isAllowed("192.0.2.10", "10.1.0.5,"), "an empty entry cannot be read")
    #expect(isAllowed("192.0.2.10", "10.1.0.5:4711"))
    #expect(isAllowed("192.0.2.10", "[::ffff:10.1.0.5]:4711"))
    #expect(!isAllowed("192.0.2.10", "10.1.0.5:99999"))
    #expect(!isAllowed("192.0.2.10"), "the proxy itself is not allowed")
  }

  @Test("The peer is kept beside the derived address")
  func peerIsKept() throws {
    let caller = try #require(
      CallerAddress(peer: "192.0.2.10", forwardedFor: ["10.1.0.5"], trustedProxies: [try NetworkRange("192.0.2.0/24")]))
    #expect(caller.peer.description == "192.0.2.10")
    #expect(caller.derived.description == "10.1.0.5")
  }

  @Test(
    "Malformed addresses are nil",
    arguments: [
      "", "10.1.0", "10.1.0.5.6", "010.1.0.5", "10.1.0.256", "10.1.0.5 ", " 10.1.0.5", "10.1.0.5\0", "0x0a.1.0.5", "１０.1.0.5",
      ":::", "fe80::1%eth0", "1::2::3",
    ])
  func malformed(_ text: String) { #expect(NetworkAddress(text) == nil) }

  @Test("Ranges match by family and prefix")
  func ranges() throws {
    let six = try NetworkRange("2001:db8::/32")
    #expect(six.contains(try #require(NetworkAddress("2001:db8:1::5"))))
    #expect(!six.contains(try #require(NetworkAddress("2001:db9::5"))))
    #expect(!six.contains(try #require(NetworkAddress("10.1.0.5"))))
    #expect(try NetworkRange("::ffff:10.1.0.0/112") == NetworkRange("10.1.0.0/16"))
    #expect(try NetworkRange("10.1.0.5").contains(try #require(NetworkAddress("10.1.0.5"))))
    #expect(try NetworkRange("10.1.0.5").description == "10.1.0.5/32")
  }

  @Test("A range with host bits, of everything or of nonsense is refused")
  func faults() throws {
    let network = try NetworkRange("10.0.8.0/24")
    #expect(throws: NetworkRange.Fault.hostBits(network)) { try NetworkRange("10.0.8.5/24") }
    #expect(throws: NetworkRange.Fault.everything) { try NetworkRange("0.0.0.0/0") }
    #expect(throws: NetworkRange.Fault.everything) { try NetworkRange("::/0") }
    for text in ["10.0.8.0/33", "10.0.8.0/", "10.0.8.0/-1", "10.0.8.0/8/8", "example.org", "::/129"] {
      #expect(throws: NetworkRange.Fault.malformed) { try NetworkRange(text) }
    }
  }
}
