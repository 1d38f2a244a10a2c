import Foundation
import HubModel
import Testing

@testable import HubCrypto

@Suite struct KeyFileTests {
  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test("A created key file belongs to its owner alone and loads again", arguments: Suite.allCases)
  func createAndLoad(_ suite: Suite) throws {
    try withFolder { folder in
      let path = folder + "/keys"
      try KeyRing.create(at: path, suite: suite)
      #expect(try mode(path) == 0o600)
      let (one, again) = (try KeyRing.load(from: path), try KeyRing.load(from: path))
      #expect(one.suite == suite && one.version == 1 && one.purposes == Set(KeyPurpose.allCases))
      #expect(try one.fingerprinter(.subject)("x") == again.fingerprinter(.subject)("x"))
    }
  }

  @Test("Two created rings differ")
  func fresh() throws {
    try withFolder { folder in
      for name in ["a", "b"] { try KeyRing.create(at: "\(folder)/\(name)", suite: .sm) }
      #expect(try KeyRing.load(from: folder + "/a").identity != KeyRing.load(from: folder + "/b").identity)
    }
  }

  @Test("A key file is never overwritten")
  func exclusive() throws {
    try withFolder { folder in
      let path = folder + "/keys"
      try KeyRing.create(at: path, suite: .sm)
      let before = try KeyRing.load(from: path).identity
      #expect(code { try KeyRing.create(at: path, suite: .sm) } == "key-file-exists")
      #expect(try KeyRing.load(from: path).identity == before)
    }
  }

  @Test("A new sealing key replaces what a link names, and the draft that a killed process left")
  func replaced() throws {
    try withFolder { folder in
      let (path, link) = (folder + "/keys", folder + "/link")
      try KeyRing.create(at: path, suite: .sm)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
      try KeyRing.create(at: path + ".new", suite: .sm)
      _ = try KeyRing.addSealingKey(at: link)
      #expect(try KeyRing.load(from: path).sealingVersions.count == 2)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["keys", "link"])
    }
  }

  @Test("A key file that group or others may touch is refused", arguments: [0o640, 0o604, 0o620, 0o660, 0o644, 0o601])
  func exposed(_ mode: Int) throws {
    try withFolder { folder in
      let path = folder + "/keys"
      try KeyRing.create(at: path, suite: .sm)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      #expect(code { _ = try KeyRing.load(from: path) } == "key-file-exposed")
    }
  }

  @Test("A saved restricted ring holds its keys and no other, and never the root")
  func saveRestricted() throws {
    try withFolder { folder in
      let (rootPath, path) = (folder + "/keys", folder + "/verify")
      try KeyRing.create(at: rootPath, suite: .sm)
      let full = try KeyRing.load(from: rootPath)
      try full.restricted(to: .verification).save(at: path)
      let verify = try KeyRing.load(from: path)
      #expect(try mode(path) == 0o600)
      #expect(verify.purposes == .verification && verify.identity == full.identity)
      #expect(try verify.signer().keyID == full.signer().keyID)
      #expect(code { _ = try verify.sealer(label: "d") } == "key-not-held")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(!text.contains("root:") && !text.contains("sealing:"))
    }
  }

  @Test(
    "A damaged key file is refused, and the error shows nothing of it",
    arguments: [
      "", "govhub-keys: 2\nsuite: sm\nversion: 1\nroot: AAAA\n", "govhub-keys: 1\nsuite: sm\nversion: 1\n",
      "govhub-keys: 1\nsuite: sm\nversion: 1\nroot: QUJDRA==\n", "govhub-keys: 1\nsuite: rot13\nversion: 1\n",
      "govhub-keys: 1\nsuite: sm\nversion: 0\nidentity: 00\n", "govhub-keys: 1\nsuite\n",
      "govhub-keys: 1\nsuite: sm\nsuite: nist\n",
      "govhub-keys: 1\nsuite: sm\nversion: 40000\nroot: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
    ])
  func damaged(_ text: String) throws {
    try withFolder { folder in
      let path = folder + "/keys"
      #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]))
      let error = #expect(throws: HubError.self) { _ = try KeyRing.load(from: path) }
      #expect(error?.code == "key-file-malformed")
      #expect(error?.description.contains("QUJD") == false)
    }
  }

  @Test("A missing key file says so")
  func missing() {
    #expect(code { _ = try KeyRing.load(from: "/nonexistent/keys") } == "key-file-unreadable")
  }
}
