import HubConnectorKit
import HubModel

/// What logical replication needs at the server: the slot is ours, the publication the department's.
struct StreamNames: Sendable, Equatable {
  var slot: String
  var publication: String
  /// The department takes the risk that a slot nobody reads fills its disk.
  var mayKeepAll: Bool

  /// - Throws: `settings-contradict`, `setting-missing`, `slot-malformed`.
  init(_ request: SourceRequest) throws(HubError) {
    slot = request.settings.text("slot") ?? ""
    publication = request.settings.text("publication") ?? ""
    mayKeepAll = request.settings.flag("unlimited_wal") ?? false
    guard case .incremental(let increment) = request.load, increment.cursor == nil else {
      throw HubError(
        "settings-contradict", "`stream: logical` keeps its own position: it goes with an incremental load without a cursor.")
    }
    guard request.settings.text("query") == nil else {
      throw HubError("settings-contradict", "`stream: logical` reads a table, not a query.")
    }
    guard !request.keyColumns.isEmpty else { throw PostgreSQLConfiguration.keyMissing }
    guard !slot.isEmpty, !publication.isEmpty else {
      throw HubError("setting-missing", "`stream: logical` needs a `slot` and a `publication`.")
    }
    guard slot.utf8.count <= 63, slot.utf8.allSatisfy(Self.isSlotByte) else {
      throw HubError("slot-malformed", "A slot's name has at most 63 lower-case letters, digits and underscores.")
    }
  }

  /// A slot for the length of one moment, beside the one that is kept.
  var passingSlot: String { "\(slot.prefix(50))_snapshot" }

  private static func isSlotByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
  }
}
