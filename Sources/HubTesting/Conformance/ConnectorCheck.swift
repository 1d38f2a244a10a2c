/// What every connector has to show. A check that a connector cannot take is bypassed with a written reason, never left out.
package enum ConnectorCheck: String, CaseIterable, Sendable {
  case schema = "configuration schema valid"
  case rightPassword = "right password"
  case wrongPassword = "wrong password"
  case unreachable = "unreachable"
  case expiredCertificate = "expired certificate"
  case discovery = "discover twice equal"
  case readTwice = "read twice equal"
  case tail = "read with a checkpoint equals the tail"
  case killed = "killed at every batch boundary and resumed equals one read"
  case killedIncrement = "killed at every batch boundary of an incremental read"
  case futureCursor = "future cursor"
  case lateCommit = "late commit"
  case equalCursors = "equal cursors at the boundary"
  case deletion = "deleted row"
  case emptySource = "empty source"
  case badRow = "one bad row"
  case longRow = "very long row"
  case encodings = "encoding corpus"
  case memory = "memory ceiling"
  case cancellation = "cancellation between batches"
  case cancellationWaiting = "cancellation while the source is silent"
  /// The last one: it looks through what all others made the connector say.
  case canary = "secret canary in no output"
}

/// Why a connector does not take a check.
package struct Bypass: Sendable {
  package let check: ConnectorCheck
  package let reason: String

  package init(_ check: ConnectorCheck, _ reason: String) {
    self.check = check
    self.reason = reason
  }
}
