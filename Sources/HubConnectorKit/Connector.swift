package import HubModel

/// A reader of one kind of source.
///
/// What every connector keeps to:
/// 1. Rows come in the source's order; reading twice gives the same batches' rows.
/// 2. A row that cannot be read is in `Batch.refused`, once; the rows around it are delivered.
/// 3. A source without rows is a clean read that calls `sink` not at all.
/// 4. Reading from a batch's checkpoint delivers exactly the rows after that batch. `ReadSummary.checkpoint` is where the next
///    incremental read begins: it goes back by the overlap, so it delivers rows again.
/// 5. Whatever makes the read incomplete is thrown as `HubError`, `transient` where the same call may succeed later and the
///    request's retry budget did not help.
/// 6. Memory does not grow with the source: one batch, and a bounded hand-over behind it.
/// 7. No error, detail or log holds a value of the data, a secret, or an address with credentials.
/// 8. Cancelling the task ends the read soon, and leaves nothing behind at the source.
package protocol Connector: Sendable {
  /// The word in a mapping's `connector:`.
  static var name: String { get }
  /// What it understands in `source:` beside `connector`, `connection`, `retry` and `load`.
  static var options: [SourceOption] { get }
  /// The keys that its secret may hold.
  static var secretKeys: [String] { get }
  static var loads: Set<LoadKind> { get }

  /// Opens nothing yet.
  /// - Throws: what is wrong with the settings as a whole, each option being well-formed.
  init(_ request: SourceRequest) throws(HubError)

  /// True where reading again costs the department nothing and gives the same bytes: the run may then read twice and seal only
  /// what changed.
  var isRepeatable: Bool { get }

  /// True where a read of changes brings them in the order of their transactions: the last word on a key counts, whatever times the
  /// rows carry.
  var isOrderAuthoritative: Bool { get }

  /// True where a whole read brings every row that the source has, so that what is missing was deleted.
  var isWholeReadComplete: Bool { get }

  /// True where the source is asked and answers, so that an increment without rows proves that nothing changed: the dataset is
  /// known as of the start of the read. False where deliveries are waited for: nothing new only says that nothing came, and the
  /// dataset is known as of `ReadSummary.deliveredAt`.
  var isAnswering: Bool { get }

  /// Reaches the source and signs in, without reading rows.
  func check() async throws -> SourceState

  /// What is there, in a stable order. Names and types, never values.
  func discover() async throws -> [SourceTable]

  /// Reads the source to its end.
  /// - Parameters:
  ///   - checkpoint: where an earlier read got to; nil reads from the start.
  ///   - batchRows: most rows of a batch. A batch may hold fewer: its bytes are bounded as well.
  ///   - tap: sees every raw byte of the source, in order, once: what a content digest is made of. A source that has no bytes of
  ///     its own (a database) calls it not at all.
  ///   - sink: takes each batch; reading waits for it. What it throws ends the read and is thrown on.
  func read(
    from checkpoint: Checkpoint?, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void,
    into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary
}

extension Connector {
  package var isOrderAuthoritative: Bool { false }
  package var isWholeReadComplete: Bool { true }
  package var isAnswering: Bool { true }

  package func read(
    from checkpoint: Checkpoint? = nil, batchRows: Int = 2_000, into sink: (consuming Batch) async throws -> Void
  ) async throws -> ReadSummary {
    try await read(from: checkpoint, batchRows: batchRows, tap: { _ in }, into: sink)
  }
}
