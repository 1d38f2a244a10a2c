import Foundation
import HubModel
import Testing

@testable import HubCrypto

private let row = Fingerprint(high: 21, low: 22)
private let plain = Array("北京市海淀区示例路1号".utf8)

@Suite("Attack 35: the sealing key rotates") struct SealingVersionTests {
  @Test("an added key changes nothing until it is in force; then cells of both versions open", arguments: Suite.allCases)
  func added(_ suite: Suite) throws {
    try withFolder { folder in
      let path = folder + "/keys"
      try KeyRing.create(at: path, suite: suite)
      let before = try KeyRing.load(from: path)
      let old = try before.sealer(label: "d").attribute("a").seal(plain, rowKey: row)
      #expect(try KeyRing.addSealingKey(at: path) == 2)
      let held = try KeyRing.load(from: path)
      #expect(held.identity == before.identity)
      #expect(held.sealingVersions == [1, 2])
      #expect(try held.sealer(label: "d").attribute("a").seal(plain, rowKey: row)[1...2] == [0, 1])
      let sealer = try held.sealing(under: 2).sealer(label: "d").attribute("a")
      let new = try sealer.seal(plain, rowKey: row)
      #expect(new[1...2] == [0, 2])
      #expect(try sealer.open(new, rowKey: row) == plain)
      #expect(try sealer.open(old, rowKey: row) == plain)
      #expect(try held.sealer(label: "d").attribute("a").open(new, rowKey: row) == plain)
      #expect(code { _ = try before.sealer(label: "d").attribute("a").open(new, rowKey: row) } == "cell-key-version-unknown")
      #expect(try held.fingerprinter(.subject)("x") == before.fingerprinter(.subject)("x"))
    }
  }

  @Test("the key of a cell cannot be chosen by its header")
  func forgedHeader() throws {
    try withFolder { folder in
      let path = folder + "/keys"
      try KeyRing.create(at: path, suite: .sm)
      _ = try KeyRing.addSealingKey(at: path)
      let sealer = try KeyRing.load(from: path).sealer(label: "d").attribute("a")
      var cell = try sealer.seal(plain, rowKey: row)
      cell[2] = 2
      #expect(code { _ = try sealer.open(cell, rowKey: row) } == "cell-not-authentic")
    }
  }

  @Test("the file is replaced in one step, keeps its mode and every key, and goes on through restricted rings")
  func file() throws {
    try withFolder { folder in
      let (path, ingest, verify) = (folder + "/keys", folder + "/ingest", folder + "/verify")
      try KeyRing.create(at: path, suite: .sm)
      for version in 2...4 { #expect(try KeyRing.addSealingKey(at: path) == UInt16(version)) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["keys"])
      #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
      let whole = try KeyRing.load(from: path)
      try whole.restricted(to: .ingest).save(at: ingest)
      try whole.restricted(to: .verification).save(at: verify)
      let cell = try whole.sealing(under: 4).sealer(label: "d").attribute("a").seal(plain, rowKey: row)
      #expect(try KeyRing.load(from: ingest).sealer(label: "d").attribute("a").open(cell, rowKey: row) == plain)
      #expect(try KeyRing.load(from: ingest).identity(ofSealing: 3) == whole.identity(ofSealing: 3))
      #expect(try KeyRing.load(from: verify).sealingVersions == [])
      #expect(try !String(contentsOfFile: verify, encoding: .utf8).contains("sealing"))
      #expect(code { _ = try KeyRing.addSealingKey(at: verify) } == "key-not-held")
      #expect(code { _ = try whole.sealing(under: 5) } == "key-version-not-held")
    }
  }

  @Test(
    "a malformed version in the file is refused",
    arguments: ["sealing-1", "sealing-0", "sealing-02", "sealing-x", "sealing-40000"])
  func malformed(_ name: String) throws {
    try withFolder { folder in
      let path = folder + "/keys"
      try KeyRing.create(at: path, suite: .sm)
      let key = Data(repeating: 7, count: 32).base64EncodedString()
      let text = try String(contentsOfFile: path, encoding: .utf8) + "\(name): \(key)\n"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      #expect(code { _ = try KeyRing.load(from: path) } == "key-file-malformed")
    }
  }
}
