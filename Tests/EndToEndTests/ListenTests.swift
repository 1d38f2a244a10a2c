import Foundation
import Testing

@testable import govhub

@Suite("Where a gateway listens, and how long") struct ListenTests {
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

  @Test("a gateway that a program runs beside itself ends in order when that program has gone")
  func ends() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      let lifeline = Pipe()
      let program = try Program.start(hub.arguments(["serve", "--until-input-ends", "--port", "0"]), input: lifeline)
      for _ in 0..<600 where program.isRunning && !program.errors.contains("listening on") {
        try await Task.sleep(for: .milliseconds(50))
      }
      #expect(program.isRunning, "\(program.errors)")
      try lifeline.fileHandleForWriting.close()
      #expect(await program.outcome().status == 0)
    }
  }
}
