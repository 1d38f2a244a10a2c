import HubModel
import HubStandards

/// A number as the question gives it, or why it is none. Its characters stay in memory only as long as the question.
struct AskedNumber: Sendable {
  enum Reading: Sendable {
    case read(kind: DocumentKind, canonical: [UInt8])
    case refused(FormatFault)
  }
  var reading: Reading
  var remarks: Remarks

  static let limit = 96

  /// `kind`: as stated; nil where the question does not say.
  init(person text: JSONValue, kind: DocumentKind?) {
    var canonical: [UInt8] = []
    do throws(FormatFault) {
      let found = try text.withBytes { (bytes) throws(FormatFault) in
        try PersonalNumber.parse(bytes, kind: kind, into: &canonical)
      }
      reading = .read(kind: found.kind, canonical: canonical)
      remarks = found.remarks
    } catch {
      reading = .refused(error)
      remarks = []
    }
  }

  init(enterprise text: JSONValue) {
    var canonical: [UInt8] = []
    do throws(FormatFault) {
      let found = try text.withBytes { (bytes) throws(FormatFault) in try EnterpriseCode.parse(bytes, into: &canonical) }
      reading = .read(kind: found.kind, canonical: canonical)
      remarks = found.remarks
    } catch {
      reading = .refused(error)
      remarks = []
    }
  }

  /// The problem to answer with; nil where the number could be read.
  func problem(member: String) -> Problem? {
    guard case .refused(let fault) = reading else { return nil }
    return Problem(
      ProblemCode(rawValue: fault.code) ?? .identifierMalformed, member: member, zh: fault.zh, en: fault.en)
  }
}
