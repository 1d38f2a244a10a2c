import Testing

@testable import HubCrypto

private func seal(_ sealer: PageSealer, _ plain: [UInt8]) -> [UInt8] {
  var sealed = [UInt8](repeating: 0, count: plain.count + PageSealer.overhead)
  plain.withUnsafeBytes { plain in sealed.withUnsafeMutableBytes { sealer.seal(plain, into: $0) } }
  return sealed
}

private func open(_ sealer: PageSealer, _ sealed: [UInt8], page: UInt64) -> [UInt8]? {
  var plain = [UInt8](repeating: 0, count: sealed.count - PageSealer.overhead)
  let isAuthentic = sealed.withUnsafeBytes { sealed in
    plain.withUnsafeMutableBytes { sealer.open(sealed, page: page, into: $0) }
  }
  return isAuthentic ? plain : nil
}

@Suite struct PageSealerTests {
  @Test("Pages of any length open again, in any order")
  func roundTrip() {
    let sealer = PageSealer()
    let pages = [0, 1, 15, 16, 17, 65_536, 3].map { Random.bytes($0) }
    let sealed = pages.map { seal(sealer, $0) }
    #expect(sealer.pages == 7)
    for page in pages.indices.reversed() { #expect(open(sealer, sealed[page], page: UInt64(page)) == pages[page]) }
  }

  @Test("A changed byte, another page's number and another key are noticed")
  func tampering() {
    let sealer = PageSealer()
    let plain = Array("样本甲".utf8)
    let sealed = [seal(sealer, plain), seal(sealer, plain)]
    #expect(open(sealer, sealed[0], page: 1) == nil && open(sealer, sealed[1], page: 0) == nil)
    #expect(open(PageSealer(), sealed[0], page: 0) == nil)
    for index in sealed[0].indices {
      var changed = sealed[0]
      changed[index] ^= 1
      #expect(open(sealer, changed, page: 0) == nil)
    }
    #expect(open(sealer, sealed[0], page: 0) == plain)
  }

  @Test("Equal pages seal to different bytes, and hold nothing of the text")
  func randomised() {
    let sealer = PageSealer()
    let plain = [UInt8](repeating: 7, count: 64)
    let (one, other) = (seal(sealer, plain), seal(sealer, plain))
    #expect(one.prefix(64) != other.prefix(64))
    #expect(!one.indices.contains { one[$0...].starts(with: plain.prefix(8)) })
  }
}
