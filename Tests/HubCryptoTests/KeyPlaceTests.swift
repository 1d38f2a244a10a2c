import Foundation
import Glibc
import HubModel
import Testing

@testable import HubCrypto

/// The environment belongs to the process: one test at a time.
@Suite("Credentials of systemd", .serialized) struct KeyPlaceTests {
  @Test("credential:NAME is read from systemd's folder, with the mask of its access list where the group's rights are")
  func credential() throws {
    try withFolder { folder in
      try KeyRing.create(at: folder + "/govhub-keys", suite: .sm)
      let written = try KeyRing.load(from: folder + "/govhub-keys").identity
      setenv("CREDENTIALS_DIRECTORY", folder, 1)
      defer { unsetenv("CREDENTIALS_DIRECTORY") }
      for mode in [0o400, 0o440] {
        #expect(chmod(folder + "/govhub-keys", mode_t(mode)) == 0)
        #expect(try KeyRing.load(from: "credential:govhub-keys").identity == written)
      }
      #expect(code { _ = try KeyRing.addSealingKey(at: "credential:govhub-keys") } == "keys-not-a-file")
      #expect(chmod(folder + "/govhub-keys", 0o444) == 0)
      #expect(code { _ = try KeyRing.load(from: "credential:govhub-keys") } == "key-file-exposed")
      #expect(code { _ = try KeyRing.load(from: "credential:../govhub-keys") } == "credential-missing")
      #expect(code { _ = try KeyRing.load(from: "credential:other") } == "key-file-unreadable")
    }
  }

  @Test("without systemd there is no credential")
  func none() {
    #expect(code { _ = try KeyRing.load(from: "credential:govhub-keys") } == "credential-missing")
  }

  @Test("a key file of another user is refused with that reason", .enabled(if: geteuid() == 0))
  func foreign() throws {
    try withFolder { folder in
      try KeyRing.create(at: folder + "/keys", suite: .sm)
      #expect(chown(folder + "/keys", 65_534, 65_534) == 0)
      #expect(code { _ = try KeyRing.load(from: folder + "/keys") } == "key-file-foreign")
    }
  }
}
