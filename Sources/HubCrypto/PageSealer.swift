/// Seals the pages of one file under a random key that never leaves memory: AES-256-GCM (NIST SP 800-38D), a page's number
/// as its nonce.
///
/// Used by one caller at a time.
package final class PageSealer {
  /// How much longer a sealed page is than what it seals.
  package static let overhead = 16

  private let sealing: CipherContext
  private let opening: CipherContext
  /// Pages sealed so far, and the number of the next one: no number is sealed twice.
  package private(set) var pages: UInt64 = 0

  package init() {
    let key = SecretBytes(count: 32) { Random.fillSecret($0) }
    sealing = CipherContext("AES-256-GCM", key: key, encrypts: true)
    opening = CipherContext("AES-256-GCM", key: key, encrypts: false)
  }

  /// Fills `sealed`, which is `overhead` longer than `plain`, with the next page.
  package func seal(_ plain: UnsafeRawBufferPointer, into sealed: UnsafeMutableRawBufferPointer) {
    precondition(sealed.count == plain.count + Self.overhead)
    start(sealing, page: pages)
    pages += 1
    sealing.process(plain, into: UnsafeMutableRawBufferPointer(rebasing: sealed[..<plain.count]))
    sealing.writeTag(to: UnsafeMutableRawBufferPointer(rebasing: sealed[plain.count...]))
  }

  /// False where anything of the page was changed, or it is another page than `page`; `plain` is then unusable.
  package func open(_ sealed: UnsafeRawBufferPointer, page: UInt64, into plain: UnsafeMutableRawBufferPointer) -> Bool {
    precondition(sealed.count == plain.count + Self.overhead)
    start(opening, page: page)
    opening.process(UnsafeRawBufferPointer(rebasing: sealed[..<plain.count]), into: plain)
    return opening.accepts(tag: UnsafeRawBufferPointer(rebasing: sealed[plain.count...]))
  }

  private func start(_ context: CipherContext, page: UInt64) {
    withUnsafeTemporaryAllocation(byteCount: 12, alignment: 8) { nonce in
      nonce.storeBytes(of: UInt32(0), as: UInt32.self)
      nonce.storeBytes(of: page.bigEndian, toByteOffset: 4, as: UInt64.self)
      context.start(iv: UnsafeRawBufferPointer(nonce))
    }
  }
}
