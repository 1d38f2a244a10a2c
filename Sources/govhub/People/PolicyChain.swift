import HubCrypto
import HubPolicy
import HubStore

/// The policy sets that count in production, in their order: each signed by two security administrators of the set before it,
/// the first by two of its own. Rows that are not are passed over, whoever put them there.
struct PolicyChain: Sendable {
  /// Why a row does not count.
  enum Fault: String, Sendable {
    case unreadable, unsigned
    case digestDiffers = "digest-differs"
    case notTheRoot = "not-the-root"
    case authorApproves = "author-approves"
    case notAnOfficer = "not-an-officer"
    case signatureWrong = "signature-wrong"
  }

  /// Digest of the first set; nil: the first one that was signed.
  private let root: [UInt8]?
  /// The set that counts.
  private(set) var last: PublishedSet?
  private var people: [RegisteredPerson] = []
  /// Sequence of the newest row that was looked at, whether it counts or not.
  private(set) var seen: Int64 = 0

  init(root: [UInt8]?) { self.root = root }

  /// Nil where the set counts; it is then the last one.
  mutating func take(_ row: SignedSet) -> Fault? {
    seen = max(seen, row.sequence)
    guard let published = row.published else { return .unreadable }
    let files = published.files.map { PolicyFile(path: $0.path, text: $0.text) }
    guard SM3.digest(PolicySet.canonicalBytes(of: files)).bytes == row.digest else { return .digestDiffers }
    guard let own = PolicySet.people(in: files) else { return .unreadable }
    if last == nil, let root, root != row.digest { return .notTheRoot }
    if let fault = self.fault(of: row, signers: last == nil ? own : people) { return fault }
    last = published
    people = own
    return nil
  }

  private func fault(of row: SignedSet, signers: [RegisteredPerson]) -> Fault? {
    let signatures = PolicySignature.list(row.signatures) ?? []
    guard signatures.count == 2, let author = signatures.first(where: { $0.part == .author }),
      let approver = signatures.first(where: { $0.part == .approver })
    else { return .unsigned }
    if author.person == approver.person { return .authorApproves }
    for signature in [author, approver] {
      let isOfficer = { (person: RegisteredPerson) in
        person.id == signature.person && person.role == .securityAdministrator && person.status == .active
      }
      guard let officer = signers.first(where: isOfficer), !row.suspended.contains(officer.id) else { return .notAnOfficer }
      let message = PolicySignature.message(signature.part, of: row.digest, after: last)
      guard let bytes = Base64.decode(signature.signature), officer.hasSigned(message, bytes, at: row.publishedAt) else {
        return .signatureWrong
      }
    }
    return nil
  }
}
