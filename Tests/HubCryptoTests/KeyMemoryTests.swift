import Foundation
import Glibc
import HubModel
import Testing

@testable import HubCrypto

@Suite("Keys leave memory with their ring") struct KeyMemoryTests {
  @Test(
    "of the root neither the bytes nor the base64 text are anywhere in the process once the ring is released",
    .timeLimit(.minutes(5)))
  func released() throws {
    try withFolder { folder in
      let path = folder + "/keys"
      try KeyRing.create(at: path, suite: .sm)
      let needles = try MaskedKey.read(path)
      let held = try #require(HeldKey(path))
      #expect(MemorySearch.count(needles.bytes) > 0, "a root that is held is found: the search sees")
      held.release()
      try use(path)
      #expect(MemorySearch.count(needles.bytes) == 0)
      #expect(MemorySearch.count(needles.text) == 0)
    }
  }

  /// Everything that is done with a ring.
  private func use(_ path: String) throws {
    let ring = try KeyRing.load(from: path)
    _ = try ring.signer()
    let sealer = try ring.sealer(label: "d").attribute("a")
    _ = try sealer.open(try sealer.seal([1, 2, 3], rowKey: .init(high: 1, low: 2)), rowKey: .init(high: 1, low: 2))
    try ring.restricted(to: .ingest).save(at: path + ".ingest")
    _ = try KeyRing.addSealingKey(at: path)
  }
}

/// The root as it lies in the hub's own keeping.
private final class HeldKey {
  private var key: SecretBytes?
  init?(_ path: String) {
    key = try? KeyFile.read(.file(path)).key("root")
    if key == nil { return nil }
  }
  func release() { key = nil }
}

/// A key that the test knows without having it: every byte is altered by a mask.
private struct MaskedKey {
  static let mask: UInt8 = 0xA5
  var bytes: [UInt8]
  var text: [UInt8]

  static func read(_ path: String) throws -> MaskedKey {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
    defer { room.deallocate() }
    let file = open(path, O_RDONLY)
    defer { close(file) }
    let count = Glibc.read(file, room.baseAddress, room.count)
    try #require(count > 44)
    // The root's line is the last.
    let text = UnsafeMutableRawBufferPointer(rebasing: room[count - 45..<count - 1])
    let key = UnsafeMutableRawBufferPointer.allocate(byteCount: 32, alignment: 16)
    defer { key.deallocate() }
    try #require(Base64.decode(UnsafeRawBufferPointer(text), into: key))
    for place in key.indices { key[place] ^= mask }
    for place in text.indices { text[place] ^= mask }
    return MaskedKey(bytes: Array(key), text: Array(text))
  }
}

/// Looks through all memory of the process for bytes that it is told only masked.
private enum MemorySearch {
  static func count(_ masked: [UInt8]) -> Int {
    let memory = open("/proc/self/mem", O_RDONLY)
    guard memory >= 0 else { return -1 }
    defer { close(memory) }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
    defer { room.deallocate() }
    return regions().reduce(0) { $0 + count(masked, in: $1, of: memory, by: room) }
  }

  private static func regions() -> [Range<Int>] {
    let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
    return maps.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count > 1, words[1].hasPrefix("rw"), !line.hasSuffix("[vvar]") else { return nil }
      let ends = words[0].split(separator: "-").compactMap { Int($0, radix: 16) }
      return ends.count == 2 ? ends[0]..<ends[1] : nil
    }
  }

  private static func count(
    _ masked: [UInt8], in region: Range<Int>, of memory: Int32, by room: UnsafeMutableRawBufferPointer
  ) -> Int {
    guard let start = room.baseAddress else { return 0 }
    let own = Int(bitPattern: start)..<Int(bitPattern: start) + room.count
    var found = 0
    // Pieces overlap by a needle's length; what was read is wiped, so that it is not found again in the room itself.
    for place in stride(from: region.lowerBound, to: region.upperBound, by: room.count - 64) {
      let count = pread(memory, start, min(room.count, region.upperBound - place), place)
      if count > 0 { found += matches(masked, UnsafeRawBufferPointer(start: start, count: count), at: place, besides: own) }
      memset(start, 0, room.count)
    }
    return found
  }

  private static func matches(
    _ masked: [UInt8], _ bytes: UnsafeRawBufferPointer, at address: Int, besides own: Range<Int>
  ) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    var found = 0
    var place = 0
    while place + masked.count <= bytes.count,
      let next = memchr(start + place, Int32(masked[0] ^ MaskedKey.mask), bytes.count - place - masked.count + 1)
    {
      place = UnsafeRawPointer(next) - start
      let isMatch = masked.indices.allSatisfy { bytes[place + $0] ^ MaskedKey.mask == masked[$0] }
      if isMatch, !own.contains(address + place) { found += 1 }
      place += 1
    }
    return found
  }
}
