import HubModel
import Testing

@testable import HubCrypto

private let row = Fingerprint(high: 11, low: 12)
private let plain = Array("北京市海淀区示例路1号".utf8)

@Suite struct SealerTests {
  @Test("What is sealed opens again, of any length", arguments: Suite.allCases)
  func roundTrip(_ suite: Suite) throws {
    let address = try ring(suite).sealer(label: "d").attribute("address")
    for count in [0, 1, 15, 16, 17, 64, 1000, 70_000] {
      let value = Random.bytes(count)
      let cell = try address.seal(value, rowKey: row)
      #expect(cell.count == count + Cell.overhead)
      #expect(try address.open(cell, rowKey: row) == value)
    }
  }

  @Test("A changed bit anywhere in a cell is noticed", arguments: Suite.allCases)
  func tampering(_ suite: Suite) throws {
    let address = try ring(suite).sealer(label: "d").attribute("address")
    let cell = try address.seal(plain, rowKey: row)
    for index in cell.indices {
      for bit in [0, 7] {
        var changed = cell
        changed[index] ^= 1 << bit
        let fault = code { _ = try address.open(changed, rowKey: row) }
        #expect(fault == (index == 0 ? "cell-suite-differs" : index < 3 ? "cell-key-version-unknown" : "cell-not-authentic"))
      }
    }
  }

  @Test("A shortened or lengthened cell does not open", arguments: Suite.allCases)
  func lengths(_ suite: Suite) throws {
    let address = try ring(suite).sealer(label: "d").attribute("address")
    let cell = try address.seal(plain, rowKey: row)
    for count in 0..<cell.count {
      let fault = code { _ = try address.open(Array(cell.prefix(count)), rowKey: row) }
      #expect(fault == (count < Cell.overhead ? "cell-malformed" : "cell-not-authentic"))
    }
    #expect(code { _ = try address.open(cell + [0], rowKey: row) } == "cell-not-authentic")
  }

  @Test("A cell opens only in its dataset, attribute and row, and under its key", arguments: Suite.allCases)
  func binding(_ suite: Suite) throws {
    let keys = try ring(suite)
    let cell = try keys.sealer(label: "d").attribute("address").seal(plain, rowKey: row)
    func fault(_ ring: KeyRing, _ dataset: String, _ attribute: String, _ row: Fingerprint) throws -> String? {
      let sealer = try ring.sealer(label: dataset).attribute(attribute)
      return code { _ = try sealer.open(cell, rowKey: row) }
    }
    #expect(try fault(keys, "d", "address", row) == nil)
    #expect(try fault(keys, "e", "address", row) == "cell-not-authentic")
    #expect(try fault(keys, "d", "name", row) == "cell-not-authentic")
    #expect(try fault(keys, "d", "address", Fingerprint(high: 11, low: 13)) == "cell-not-authentic")
    #expect(try fault(ring(suite, root: 9), "d", "address", row) == "cell-not-authentic")
    #expect(try fault(ring(suite, version: 2), "d", "address", row) == "cell-key-version-unknown")
    #expect(try fault(ring(suite == .sm ? .nist : .sm), "d", "address", row) == "cell-suite-differs")
  }

  @Test("A refused cell leaves the output as it was and its error shows no byte of the value")
  func refusedOutput() throws {
    let address = try ring().sealer(label: "d").attribute("address")
    var cell = try address.seal(plain, rowKey: row)
    cell[20] ^= 1
    var out: [UInt8] = [1, 2, 3]
    let error = #expect(throws: HubError.self) {
      try cell.withUnsafeBytes { try address.open($0, rowKey: row, into: &out) }
    }
    #expect(out == [1, 2, 3])
    #expect(error?.description.contains("海淀") == false)
  }

  @Test("No nonce comes twice, from many tasks and many sealers of one key", arguments: Suite.allCases)
  func nonces(_ suite: Suite) async throws {
    let keys = try ring(suite)
    let sealers = try (0..<4).map { _ in try keys.sealer(label: "d") }
    let nonces = try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
      for worker in 0..<8 {
        group.addTask {
          let cells = sealers[worker % 4].attribute("a")
          return try (0..<500).map { _ in Array(try cells.seal([1], rowKey: row)[3..<15]) }
        }
      }
      return try await group.reduce(into: Set<[UInt8]>()) { $0.formUnion($1) }
    }
    #expect(nonces.count == 4000)
  }

  @Test("After the last of its nonces a sealer refuses rather than repeats one")
  func exhaustion() throws {
    let keys = try ring()
    let sealer = Sealer(
      suite: .sm, keyVersion: 1, dataset: "d", keys: try keys.cellKeys("d"), used: UInt64(UInt32.max))
    let cells = sealer.attribute("a")
    _ = try cells.seal([1], rowKey: row)
    #expect(code { _ = try cells.seal([1], rowKey: row) } == "nonces-exhausted")
    #expect(code { _ = try cells.seal([1], rowKey: row) } == "nonces-exhausted")
  }

  @Test("Equal values seal to different cells, and the value is not in its cell", arguments: Suite.allCases)
  func randomised(_ suite: Suite) throws {
    let address = try ring(suite).sealer(label: "d").attribute("address")
    let (one, other) = (try address.seal(plain, rowKey: row), try address.seal(plain, rowKey: row))
    #expect(one[15...] != other[15...])
    #expect(!one.indices.contains { one[$0...].starts(with: plain.prefix(6)) })
  }
}
