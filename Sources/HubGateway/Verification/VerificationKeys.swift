import HubCrypto
import HubModel

/// The keys that verification takes; none of them opens a stored cell.
struct VerificationKeys: Sendable {
  let person: SubjectKey
  let enterprise: SubjectKey
  let personName: AttributeKey
  let enterpriseRepresentative: AttributeKey
  let representativeName: AttributeKey
  let representativeNumber: AttributeKey
  private let audit: Fingerprinter

  init(_ keys: KeyRing) throws(HubError) {
    person = try keys.subjectKey(entity: "person")
    enterprise = try keys.subjectKey(entity: "enterprise")
    personName = try keys.attributeKey(entity: "person", attribute: "name")
    enterpriseRepresentative = try keys.attributeKey(entity: "enterprise", attribute: "legal_rep_name")
    representativeName = try keys.attributeKey(entity: "legal_representation", attribute: "name")
    representativeNumber = try keys.attributeKey(entity: "legal_representation", attribute: "number")
    audit = try keys.fingerprinter(.audit)
  }

  /// Nil where the number could not be read.
  func subject(_ entity: String, _ number: AskedNumber) -> Subject? {
    guard case .read(let kind, let canonical) = number.reading else { return nil }
    return (entity == "person" ? person : enterprise).subject(kind: kind, number: canonical)
  }

  /// What the audit keeps in place of the subject.
  func audited(_ subject: Subject) -> Fingerprint {
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 8) { bytes in
      subject.fingerprint.write(to: bytes)
      return audit(UnsafeRawBufferPointer(bytes))
    }
  }
}
