import HubModel
import HubPostgres
import Testing

@testable import govhub

extension Invariants {
  @Suite("7. Never a false \"not found\"") struct NeverFalselyAbsent {
    /// The gateway looks at the hub's state at least once a second.
    private static func settle() async throws { try await Task.sleep(for: .milliseconds(1_500)) }

    @Test("of a dataset never read whole, or read too long ago, nobody is said to be absent")
    func incompleteOrStale() async throws {
      try await Deployment.with { hub in
        let stranger = try #require(hub.manifest.subject(.personNotInLibrary))
        let firm = try #require(hub.manifest.subject(.firmNotInLibrary))
        let known = try #require(hub.manifest.subject(.personPlain))
        try await TestGateway.with(hub) { gateway in
          #expect(try await gateway.ask(stranger).result == "notFound")
          #expect(try await gateway.ask(code: firm.number, name: firm.name).result == "notFound")
          for (value, reason) in [("now() - interval '100 hours'", "stale"), ("NULL", "outOfCoverage")] {
            try await hub.sql { try await $0.execute("UPDATE control.dataset SET complete_as_of = \(value)") }
            try await Self.settle()
            let person = try await gateway.ask(stranger)
            #expect(person.result == "indeterminate")
            #expect(person.reason == reason)
            let enterprise = try await gateway.ask(code: firm.number, name: firm.name)
            #expect(enterprise.result == "indeterminate")
            #expect(enterprise.reason == reason)
          }
          try await hub.sql {
            try await $0.execute("UPDATE control.dataset SET complete_as_of = now()")
          }
          try await Self.settle()
          #expect(try await gateway.ask(stranger).result == "notFound")
          #expect(try await gateway.ask(known).result == "match")
        }
      }
    }

    @Test("a subject whose only row waits in quarantine is not absent")
    func quarantined() async throws {
      try await Deployment.with { hub in
        let person = try #require(hub.manifest.subject(.personQuarantined))
        let firm = try #require(hub.manifest.subject(.firmQuarantined))
        try await TestGateway.with(hub) { gateway in
          for answer in [try await gateway.ask(person), try await gateway.ask(code: firm.number, name: firm.name)] {
            #expect(answer.result == "indeterminate")
            #expect(answer.reason == "quarantined")
          }
        }
      }
    }

    @Test("a firm that the register lost but the tax office still has is found, and its state is not taken for the register's")
    func twoSources() async throws {
      try await Deployment.with { hub in
        let firm = try #require(hub.manifest.subject(.firmTaxRepresentativeDiffers))
        var file = try DepartmentFile("market-regulation/enterprise-registry", of: hub)
        #expect(file.take(firm.number).count == 1)
        try file.save(in: hub)
        try await hub.ingest("market-regulation/enterprise-registry")
        try await TestGateway.with(hub) { gateway in
          let right = try await gateway.ask(code: firm.number, name: firm.name)
          #expect(right.result == "match")
          let wrong = try await gateway.ask(code: firm.number, name: "样例不符有限公司")
          #expect(wrong.result == "indeterminate", "a source without authority never says mismatch")
        }
      }
    }

    @Test("an old 15-digit number and a superseded one find their person")
    func otherNumbers() async throws {
      try await Deployment.with { hub in
        var fifteen = try #require(hub.manifest.subject(.personFifteenDigits))
        fifteen.number = try #require(fifteen.writtenNumber)
        var former = try #require(hub.manifest.subject(.personSuperseded))
        former.number = try #require(former.formerNumber)
        try await TestGateway.with(hub) { gateway in
          let written = try await gateway.ask(fifteen)
          #expect(written.result == "match")
          let superseded = try await gateway.ask(former)
          #expect(superseded.result == "indeterminate", "as the purpose has it")
        }
      }
    }
  }
}
