package import HubModel

/// What the byte layer says about a number; the canonical characters stand in the caller's buffer.
package struct PersonalNumberResult: Sendable, Equatable {
  package let kind: DocumentKind
  package let remarks: Remarks
}

/// A personal document number in its canonical and its written form.
package struct ParsedNumber: Sendable, Equatable {
  package let kind: DocumentKind
  /// ASCII upper case; 15 digits brought to 18. Equal exactly for one number.
  package let canonical: String
  /// Normalised but not brought to 18 digits: the alias under which it was asked or stored.
  package let written: String
  package let remarks: Remarks
  /// The holder's birthday; nil on travel documents and the foreigner's card of 2017, whose century is unknown.
  package let birthDate: CivilDate?
  /// nil where the number does not say.
  package let isMale: Bool?
}
