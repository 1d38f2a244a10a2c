package import HubModel

/// Makes the subjects of one entity: HMAC(K_subject, entity ‖ document kind ‖ issuer ‖ canonical number).
package struct SubjectKey: Sendable {
  private let fingerprinter: Fingerprinter
  private let entity: [UInt8]

  init(fingerprinter: Fingerprinter, entity: String) {
    self.fingerprinter = fingerprinter
    self.entity = Array(entity.utf8)
  }

  /// `number` in its canonical form; `issuer` where numbers of one kind are unique only per issuer.
  package func subject(
    kind: DocumentKind, number: UnsafeRawBufferPointer, issuer: String = ""
  ) -> Subject {
    Subject(numberFingerprint(kind, number, issuer))
  }

  package func subject(kind: DocumentKind, number: [UInt8], issuer: String = "") -> Subject {
    number.withUnsafeBytes { subject(kind: kind, number: $0, issuer: issuer) }
  }

  package func subject(kind: DocumentKind, number: String, issuer: String = "") -> Subject {
    var number = number
    return number.withUTF8 { subject(kind: kind, number: UnsafeRawBufferPointer($0), issuer: issuer) }
  }

  private func numberFingerprint(_ kind: DocumentKind, _ number: UnsafeRawBufferPointer, _ issuer: String) -> Fingerprint {
    fingerprinter.make { message in
      entity.withUnsafeBytes { message.updatePart($0) }
      withUnsafeBytes(of: kind.rawValue) { message.updatePart($0) }
      var issuer = issuer
      issuer.withUTF8 { message.updatePart(UnsafeRawBufferPointer($0)) }
      message.updatePart(number)
    }
  }
}

/// Makes the fingerprints of one attribute: HMAC(K_attribute, subject ‖ normalised value), so that equal names of two
/// people differ and whoever steals the table reads no frequencies.
package struct AttributeKey: Sendable {
  private let fingerprinter: Fingerprinter

  init(fingerprinter: Fingerprinter) { self.fingerprinter = fingerprinter }

  /// `value` in its comparison form, as `HubStandards` folds it.
  package func fingerprint(subject: Subject, value: UnsafeRawBufferPointer) -> Fingerprint {
    fingerprinter.make { message in
      message.updatePart(subject.fingerprint)
      message.updatePart(value)
    }
  }

  package func fingerprint(subject: Subject, value: [UInt8]) -> Fingerprint {
    value.withUnsafeBytes { fingerprint(subject: subject, value: $0) }
  }

  package func fingerprint(subject: Subject, value: String) -> Fingerprint {
    var value = value
    return value.withUTF8 { fingerprint(subject: subject, value: UnsafeRawBufferPointer($0)) }
  }
}

extension MACContext {
  /// The 16 bytes of a fingerprint as a part.
  func updatePart(_ fingerprint: Fingerprint) {
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 8) { bytes in
      fingerprint.write(to: bytes)
      updatePart(UnsafeRawBufferPointer(bytes))
    }
  }
}
