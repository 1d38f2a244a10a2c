import Foundation
import Testing

@testable import govhub

/// A deployment in the production profile, with invented people who have keys and folders for their sessions.
struct ProductionHub: Sendable {
  let deployment: Deployment
  private let runtime = TemporaryFolder("runtime")

  static let people = [
    "li-an": "security-administrator", "wang-bo": "security-administrator", "sun-li": "system-administrator",
    "zhao-min": "audit-administrator",
  ]

  /// Gives `body` a hub whose people have keys and files; no set that counts is published yet.
  static func with<R>(_ body: (ProductionHub) async throws -> R) async throws -> R {
    try await Deployment.with { deployment in
      let hub = ProductionHub(deployment: deployment)
      for (id, role) in people.sorted(by: { $0.key < $1.key }) {
        try hub.write("the passphrase of \(id)", to: hub.passphrase(id))
        let made = try await hub.run(id, ["person", "new", id, "--title", "样例岗位", "--role", role, "--out", hub.key(id)])
        try #require(made.status == 0, "\(made.errors)")
      }
      return try await body(hub)
    }
  }

  func key(_ person: String) -> String { "\(runtime.path)/\(person).key" }
  func passphrase(_ person: String) -> String { "\(runtime.path)/\(person).passphrase" }
  func session(_ person: String) -> SessionFile { SessionFile(environment: ["XDG_RUNTIME_DIR": "\(runtime.path)/\(person)"]) }

  func write(_ text: String, to path: String) throws { _ = try PrivateFile.create(path, text) }

  static let production = ["GOVHUB_PROFILE": "production"]

  /// A command of that person, with their session and passphrase. `passphrase`: of another file than theirs.
  func run(
    _ person: String, _ words: [String], passphrase: String? = nil, settings: [String: String] = production
  ) async throws -> Program.Outcome {
    let own = [
      "XDG_RUNTIME_DIR": "\(runtime.path)/\(person)", "GOVHUB_PASSPHRASE_FILE": passphrase ?? self.passphrase(person),
    ]
    return try await Program.run(deployment.arguments(words), environment: settings.merging(own) { $1 })
  }

  @discardableResult
  func login(_ person: String, passphrase: String? = nil) async throws -> Program.Outcome {
    try await run(person, ["login", person, "--key", key(person)], passphrase: passphrase)
  }

  func propose(_ person: String) async throws -> Program.Outcome {
    try await run(person, ["policy", "propose", "--key", key(person)])
  }

  /// Approves what the files are now.
  func approve(_ person: String) async throws -> Program.Outcome {
    let hub = deployment.hub
    let name = FourEyes(hub: hub, set: try hub.policySet(try hub.mappingSet())).name
    return try await run(person, ["policy", "approve", String(name.prefix(12)), "--key", key(person), "--yes"])
  }

  func publish(_ person: String) async throws -> Program.Outcome { try await run(person, ["policy", "publish"]) }

  /// Signs in the two officers and puts the files in force.
  func publishFirst() async throws {
    for person in ["li-an", "wang-bo"] {
      let outcome = try await login(person)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    for outcome in [try await propose("li-an"), try await approve("wang-bo"), try await publish("wang-bo")] {
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
  }
}
