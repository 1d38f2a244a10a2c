import HubCrypto
import HubModel
import HubPolicy
import HubPostgres
import HubStore

/// The people of the policy set that counts, and what holds of them at this moment.
struct PersonRegister: Sendable {
  let people: [RegisteredPerson]
  let suspended: Set<String>
  /// False in development as long as the published set has no people.
  let isRequired: Bool
  let moment: HubMoment

  /// Nil for whoever is unknown, suspended or has left.
  func active(_ id: String) -> RegisteredPerson? {
    people.first { $0.id == id && $0.status == .active && !suspended.contains(id) }
  }

  /// Nil also where the person has another role.
  func officer(_ id: String) -> RegisteredPerson? {
    active(id).flatMap { $0.role == .securityAdministrator ? $0 : nil }
  }
}

extension RegisteredPerson {
  /// True where one of the person's keys that are usable at the instant (µs since 1970) made the signature.
  func hasSigned(_ message: [UInt8], _ signature: [UInt8], at instant: Int64) -> Bool {
    keys.contains { key in
      guard key.isUsable(at: instant), let verifier = try? Verifier(publicKeyPEM: key.publicPEM) else { return false }
      return verifier.isValid(signature, of: message)
    }
  }
}

extension Hub {
  /// Read anew for each command, so that whoever has left is out at once.
  func register(on connection: PostgresConnection) async throws -> PersonRegister {
    let files = try await livePolicy(on: connection)?.files ?? []
    guard let published = PolicySet.people(in: files.map { PolicyFile(path: $0.path, text: $0.text) }) else {
      throw HubError(
        "set-unreadable", "The people of the published policy set cannot be read.",
        remedy: "Publish it again with this version.")
    }
    let isProduction = try await isProduction(on: connection)
    return PersonRegister(
      people: published.isEmpty && isProduction ? try firstPeople() : published,
      suspended: Set(try await Revocation.active(.person, on: connection)), isRequired: isProduction || !published.isEmpty,
      moment: try await HubMoment.read(on: connection))
  }

  /// Before the first set with people is published there is nobody to ask but the files that are to become it.
  private func firstPeople() throws -> [RegisteredPerson] {
    guard let people = PolicySet.people(folder: configuration.policies) else {
      throw HubError(
        "files-at-fault", "The files of people in \(configuration.policies) have faults.", remedy: "Run `govhub policy check`.")
    }
    return people
  }
}
