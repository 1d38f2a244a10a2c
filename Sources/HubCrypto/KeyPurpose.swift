/// What a key is for. Each purpose has a key of its own; the raw value enters its derivation and must never change.
package enum KeyPurpose: String, Sendable, CaseIterable {
  /// Cells of level 3 and 4 fields and refused rows; label: the dataset.
  case sealing
  /// Subjects and aliases.
  case subject
  /// Values of level 3 and 4 fields; label: `entity.attribute`.
  case attribute
  /// A source's own keys; label: the dataset.
  case rowKey = "row-key"
  /// Whole rows, to tell changed from unchanged; label: the dataset.
  case rowHash = "row-hash"
  /// Subjects within audit entries.
  case audit
  /// Signatures under audit tree heads.
  case auditSigning = "audit-signing"
  /// What stands for a value in an answer, per client and purpose.
  case pseudonym
  /// Access tokens in caches.
  case token
}

extension Set<KeyPurpose> {
  /// What answering verifications takes: fingerprints and receipts, and nothing that opens a cell.
  package static let verification: Set<KeyPurpose> = [.subject, .attribute, .audit, .auditSigning, .token]
  /// What answering reads takes besides: it opens cells, and makes pseudonyms.
  package static let reading: Set<KeyPurpose> = verification.union([.sealing, .pseudonym])
  /// What a run of ingest takes.
  package static let ingest: Set<KeyPurpose> = [.sealing, .subject, .attribute, .rowKey, .rowHash]
  /// What publishing and suspending take: to sign that it was done.
  package static let administration: Set<KeyPurpose> = [.auditSigning]
  /// What searching the audit for a subject takes, and signing that it was searched.
  package static let audit: Set<KeyPurpose> = [.subject, .audit, .auditSigning]
}
