package import HubModel

/// What the gateway asks of the store. None of it returns a sealed value but `open`, whose result only `HubPolicy` can read.
package protocol VerificationStore: Sendable {
  /// Finds the record of each subject, by itself or through an alias. One round trip for all; concurrent calls may be
  /// merged into one statement. Results stand in the order of the probes.
  func probe(_ entity: String, _ probes: [Subject]) async throws -> [ProbeResult]
  /// The rows of a relation entity, for example `legal_representation`, of each subject, in the order of the subjects.
  func relations(_ entity: String, of subjects: [Subject]) async throws -> [[FoundRecord]]
  /// Enterprises that bear or bore the name. `folded`: comparison form of an organisation name. At most 50.
  func enterprises(named folded: String) async throws -> [EnterpriseNameHit]
  /// The record with its sealed cells opened. Throws `key-not-held` in a process without the sealing key.
  func open(_ entity: String, _ subject: Subject) async throws -> StoredRecord?
  /// The newest state that was read. Refreshed at least once a second; its age is for the caller to judge.
  var state: HubState { get }
  /// The runs that ended, by dataset and outcome. A statement each time: the caller sees to it that it is not asked for often.
  func runs() async throws -> [DatasetRuns]
  /// Requests for data that are late. A statement each time, too.
  func overdueRequests() async throws -> Int64
  /// Reads a whole table: the caller sees to it that each is asked once for a state of the data. Throws `counts-moving` where the
  /// data are not those that the last run of the query left.
  func counts(_ query: CountQuery) async throws -> StoredCounts
}

/// What is known of one number.
package struct ProbeResult: Sendable {
  /// Nil where no row was ever taken over; a withdrawn row is still here, with `withdrawnAt`.
  package var record: FoundRecord?
  /// True where some row of this subject waits in quarantine, whatever the dataset.
  package var isQuarantined: Bool
  /// Set where the number asked for is another number of the record's subject.
  package var alias: FoundAlias?

  package init(record: FoundRecord? = nil, isQuarantined: Bool = false, alias: FoundAlias? = nil) {
    self.record = record
    self.isQuarantined = isQuarantined
    self.alias = alias
  }
}

/// A row of `hub.alias`.
package struct FoundAlias: Sendable, Equatable {
  /// `superseded`: replaced by a newer number. Any other kind, such as `writtenForm`, is another spelling in force.
  package var kind: String
  /// `yyyy-MM-dd`; nil where unknown.
  package var validFrom: String?
  package var validTo: String?

  package init(kind: String, validFrom: String? = nil, validTo: String? = nil) {
    self.kind = kind
    self.validFrom = validFrom
    self.validTo = validTo
  }
}

/// One row of `hub`, read without opening anything. Valid as long as it is held.
package struct FoundRecord: Sendable {
  private let storage: any FoundRecordStorage
  private let row: Int

  package init(storage: any FoundRecordStorage, row: Int) {
    self.storage = storage
    self.row = row
  }

  package var subject: Subject { storage.subject(row) }
  /// Microseconds since 1970; nil while the row stands in some source.
  package var withdrawnAt: Int64? { storage.withdrawnAt(row) }
  /// Of a level 3–4 attribute; nil where it is empty.
  package func fingerprint(_ attribute: String) -> Fingerprint? { storage.fingerprint(row, attribute) }
  /// Of a level 1–2 attribute, in its canonical spelling (dates `yyyy-MM-dd`); nil where it is empty.
  package func text(_ attribute: String) -> String? { storage.text(row, attribute) }
  /// Of a level 1–2 organisation name, in its comparison form.
  package func folded(_ attribute: String) -> String? { storage.folded(row, attribute) }
  /// True where two sources give the attribute and differ; the value here is that of the first in authority.
  package func isConflicting(_ attribute: String) -> Bool { storage.isConflicting(row, attribute) }
  /// True where sources differ at all, also where the value of the one with authority won.
  package func disagrees(_ attribute: String) -> Bool { storage.disagrees(row, attribute) }
  /// Id of the dataset whose value won.
  package func source(of attribute: String) -> Int16? { storage.source(row, attribute) }
  /// The source's own time of its row, microseconds since 1970.
  package func observedAt(source: Int16) -> Int64? { storage.observedAt(row, source) }
}

/// A set of rows that the store holds in its own form; tests bring theirs.
package protocol FoundRecordStorage: Sendable {
  func subject(_ row: Int) -> Subject
  func withdrawnAt(_ row: Int) -> Int64?
  func fingerprint(_ row: Int, _ attribute: String) -> Fingerprint?
  func text(_ row: Int, _ attribute: String) -> String?
  func folded(_ row: Int, _ attribute: String) -> String?
  func isConflicting(_ row: Int, _ attribute: String) -> Bool
  func disagrees(_ row: Int, _ attribute: String) -> Bool
  func source(_ row: Int, _ attribute: String) -> Int16?
  func observedAt(_ row: Int, _ source: Int16) -> Int64?
}

/// An enterprise that bears or bore a name.
package struct EnterpriseNameHit: Sendable {
  package var record: FoundRecord
  /// True where the name is a former one.
  package var isFormer: Bool
  /// `yyyy-MM-dd`: the period in which it bore the name; nil where open or unknown.
  package var from: String?
  package var to: String?

  package init(record: FoundRecord, isFormer: Bool, from: String? = nil, to: String? = nil) {
    self.record = record
    self.isFormer = isFormer
    self.from = from
    self.to = to
  }
}

extension FoundRecordStorage {
  func disagrees(_ row: Int, _ attribute: String) -> Bool { isConflicting(row, attribute) }
}
