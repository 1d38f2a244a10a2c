package import HubModel

/// All files of `Policies/`, read and without faults.
package struct PolicySet: Sendable {
  package let model: Model
  package let purposes: [Purpose]
  package let masks: [Mask]
  package let aggregates: [AggregateQuery]
  package let roles: [Role]
  package let clients: [Client]
  package let people: [RegisteredPerson]
  package let requests: [SharingRequest]
  package let calendar: WorkingCalendar
  package let trials: [TrialFile]
  /// Every file that the set is made of, sorted by path: what a digest is taken of and what is published.
  package let files: [PolicyFile]

  package var canonicalBytes: [UInt8] { Self.canonicalBytes(of: files) }

  /// Every file back to back in the order of the paths' bytes, each path and text preceded by its length (UInt32 LE): the same
  /// set gives the same bytes.
  package static func canonicalBytes(of files: [PolicyFile]) -> [UInt8] {
    let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var bytes: [UInt8] = []
    for part in sorted.flatMap({ [$0.path, $0.text] }) {
      withUnsafeBytes(of: UInt32(part.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: part.utf8)
    }
    return bytes
  }
}

/// One file of the set: its path relative to `Policies/`, and its text.
package struct PolicyFile: Sendable, Equatable {
  package var path: String
  package var text: String
  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}
