package import HubCrypto
package import HubModel
package import HubPostgres

/// Subjects that were erased on request, by their fingerprints alone. What a source says of them afterwards is refused and
/// counted, without its text, until somebody lifts it.
package enum ErasedSubjects {
  /// Why their rows wait in quarantine. An answer about them is then "cannot be verified", and never a false "not found".
  package static let reason = "erased"
  package static let detail = "the subject was erased on request; its rows stay out until that is lifted"

  /// All fingerprints under which an erased subject may come again.
  package static func all(on connection: PostgresConnection) async throws -> Set<Fingerprint> {
    let rows = try await connection.query("SELECT fingerprint FROM control.erased", [], prepare: false)
    return Set((0..<rows.count).compactMap { rows.fingerprint($0, 0) })
  }
}

extension Fingerprinter {
  /// Stands where a refused row has the fingerprint of its text, which an erased one must not leave.
  package func ofErased(_ key: Fingerprint) -> Fingerprint {
    Array("erased".utf8).withUnsafeBytes { word in key.bytes.withUnsafeBytes { self(word, $0) } }
  }
}

extension KeyRing {
  /// Makes the fingerprints of refused rows of a dataset.
  package func refusedRows(of dataset: String) throws(HubError) -> Fingerprinter {
    try fingerprinter(.rowHash, label: "refused \(dataset)")
  }
}
