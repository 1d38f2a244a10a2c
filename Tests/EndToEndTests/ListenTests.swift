import Testing

@testable import govhub

@Suite("An address that the gateway cannot have") struct ListenTests {
  @Test("a port that is taken, or a host of elsewhere, is told with the option that chooses another")
  func told() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      try await TestGateway.with(hub) { first in
        let taken = try await hub.govhub("serve", "--port", "\(first.port)")
        #expect(taken.status == 1)
        #expect(taken.errors.contains("port \(first.port)"), "\(taken.errors)")
        #expect(taken.errors.contains("--port"))
        #expect(taken.errors.contains("[address-in-use]"))
        // 192.0.2.0/24 belongs to nobody (RFC 5737).
        let elsewhere = try await hub.govhub("serve", "--host", "192.0.2.1", "--port", "0")
        #expect(elsewhere.status == 1)
        #expect(elsewhere.errors.contains("[address-not-here]"), "\(elsewhere.errors)")
      }
    }
  }
}
