import HubStandards

/// A name in its comparison form.
struct AskedName: Sendable {
  var folded: [UInt8]
  var remarks: Remarks

  static let limit = 600

  init(person text: JSONValue, member: String) throws(Problem) {
    var folded: [UInt8] = []
    remarks = text.withBytes { PersonName.fold($0, into: &folded) }
    self.folded = folded
    try check(member)
  }

  init(organisation text: JSONValue, member: String) throws(Problem) {
    var folded: [UInt8] = []
    remarks = text.withBytes { OrganisationName.fold($0, into: &folded) }
    self.folded = folded
    try check(member)
  }

  /// A name that lost characters on its way would be answered 不一致 for a right name.
  private func check(_ member: String) throws(Problem) {
    if folded.isEmpty { throw Problem(.placeholderValue, member: member) }
    if remarks.contains(.masked) { throw Problem(.maskedValue, member: member) }
    if remarks.contains(.undecodable) { throw Problem(.characterLost, member: member) }
  }
}
