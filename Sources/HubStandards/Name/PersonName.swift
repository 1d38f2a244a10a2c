/// Names of persons, in Chinese or Latin writing.
package enum PersonName {
  /// The comparison form under rule set n1, written to `out` (cleared first). No surname list refuses a name; without its dot a
  /// name is another name.
  package static func fold(_ text: UnsafeRawBufferPointer, into out: inout [UInt8]) -> Remarks {
    NameText.fold(text, .person, into: &out)
  }

  package static func fold(_ text: String) -> (folded: String, remarks: Remarks) {
    var bytes: [UInt8] = []
    let remarks = text.withBytes { fold($0, into: &bytes) }
    return (String(decoding: bytes, as: UTF8.self), remarks)
  }
}

/// Names of enterprises and other organisations.
package enum OrganisationName {
  /// The comparison form under rule set n1, written to `out` (cleared first). Width of brackets and blanks carry no meaning.
  package static func fold(_ text: UnsafeRawBufferPointer, into out: inout [UInt8]) -> Remarks {
    NameText.fold(text, .organisation, into: &out)
  }

  package static func fold(_ text: String) -> (folded: String, remarks: Remarks) {
    var bytes: [UInt8] = []
    let remarks = text.withBytes { fold($0, into: &bytes) }
    return (String(decoding: bytes, as: UTF8.self), remarks)
  }
}
