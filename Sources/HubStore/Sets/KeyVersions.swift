package import HubCrypto
import HubModel
package import HubPostgres

/// Which key rings made the rows: a check that a process holds the right one, before it writes or answers anything.
package enum KeyVersions {
  /// Takes note of the ring, or throws `key-ring-differs` where the database was filled under another one.
  package static func register(_ keys: KeyRing, on connection: PostgresConnection) async throws {
    try await connection.query(
      "INSERT INTO control.key_version (version, suite, check_value) VALUES ($1, $2, $3) ON CONFLICT (version) DO NOTHING",
      [.int2(Int16(keys.version)), .text(keys.suite.rawValue), .bytes(Array(keys.identity.utf8))], prepare: false)
    try await check(keys, on: connection)
  }

  /// Before a schema is touched, an older one too: throws `key-ring-differs` where the database was filled under another ring,
  /// which any ring is where `keys` is nil.
  package static func requireOwn(_ keys: KeyRing?, on connection: PostgresConnection) async throws {
    let place = try await connection.query("SELECT to_regclass('control.key_version') IS NOT NULL", [], prepare: false)
    guard place.bool(0, 0) == true else { return }
    let rows = try await connection.query(
      "SELECT check_value FROM control.key_version ORDER BY version LIMIT 1", [], prepare: false)
    guard rows.count == 1, rows.bytes(0, 0).map(Array.init) != keys.map({ Array($0.identity.utf8) }) else { return }
    throw HubError(
      "key-ring-differs", "The database was filled under another key ring.",
      remedy: "Use that one; for a new hub choose an empty database.")
  }

  /// Throws `key-ring-differs`: fingerprints under another ring would never match, and everybody would seem unknown.
  package static func check(_ keys: KeyRing, on connection: PostgresConnection) async throws {
    let rows = try await connection.query(
      "SELECT check_value FROM control.key_version WHERE version = $1 AND kind = 'ring'", [.int2(Int16(keys.version))],
      prepare: false)
    guard rows.count > 0 else {
      throw HubError(
        "key-ring-unregistered", "The database knows no key ring of this version yet.",
        remedy: "Run `govhub init`, or `govhub migrate` with the key ring of this deployment.")
    }
    guard rows.bytes(0, 0).map(Array.init) == Array(keys.identity.utf8) else {
      throw HubError(
        "key-ring-differs", "This key ring is not the one the database was filled under.",
        remedy: "Use the key ring of this deployment; every number would seem unknown under another.")
    }
  }
}
