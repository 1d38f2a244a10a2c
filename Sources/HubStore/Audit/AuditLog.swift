package import HubCrypto
import HubModel
package import HubPostgres
import Synchronization

/// Writes audit entries in natural group commits: each batch takes all that queued while the last one committed; no timer.
///
/// One chain of batches per object. After a failure the chain is left where it stands and a new one is begun: whether the lost
/// commit took place cannot be known, and a chain must not fork. A new one is begun with each month too, so that months can be
/// dropped whole. Where heads are kept outside the database, no receipt leaves before its head is there.
package final class AuditLog: AuditSink {
  private let configuration: PostgresConfiguration
  private let signer: Signer
  private let process: String
  private let heads: HeadKeeper?
  private let clock: @Sendable () -> UInt64
  private let queue = Mutex(Queue())
  private let chain = Mutex<Chain?>(nil)

  private struct Queue {
    var waiting: [Pending] = []
    var isCommitting = false
  }

  /// The entries of one request, which are committed together.
  private struct Pending: Sendable {
    var leaves: [Leaf]
    var continuation: CheckedContinuation<Commit, any Error>
  }

  /// A batch that is durable, and where in it a request's entries begin.
  private struct Commit: Sendable {
    var tree: MerkleTree
    var head: AuditHead
    var signature: [UInt8]
    var first = 0
  }

  private struct Leaf: Sendable {
    var leaf: AuditLeaf
    var hash: Digest32
    var subject: Fingerprint?
  }

  private struct Chain: Sendable {
    var connection: PostgresConnection
    var writer: UUIDv7
    var sequence: Int64 = 0
    var root = AuditHead.genesis
    /// End of the month that the chain began in.
    var until: UInt64
  }

  /// `process` names the kind of process for whoever reads the audit, for example `gateway`. `clock`: milliseconds since 1970.
  package init(
    configuration: PostgresConfiguration, signer: Signer, process: String, heads: HeadKeeper? = nil,
    clock: @escaping @Sendable () -> UInt64 = { AuditMonth.now }
  ) {
    self.configuration = configuration
    self.signer = signer
    self.process = process
    self.heads = heads
    self.clock = clock
  }

  /// Opens the chain, so that a gateway is ready only when it can write.
  package func start() async throws {
    try await heads?.requireReady()
    _ = try await openChain()
  }

  package func stop() async {
    await leaveChain()
    await heads?.close()
  }

  private func leaveChain() async {
    let open = chain.withLock { chain in
      defer { chain = nil }
      return chain
    }
    await open?.connection.close()
  }

  // MARK: AuditSink

  package func record(_ entry: AuditEntry) async throws -> Receipt { try await record([entry])[0] }

  /// Throws what may be told to whoever watches the gateway.
  package func record(_ entries: [AuditEntry]) async throws -> [Receipt] {
    guard !entries.isEmpty else { return [] }
    do {
      return try await record(leaves: entries.map(Self.leaf))
    } catch let error as PostgresError {
      throw error.auditError
    }
  }

  /// Acts of a person, durable when the call returns. Nobody is handed a receipt for them.
  package func record(_ acts: [AdministrativeAct]) async throws {
    let leaves = acts.map { AuditLeaf($0) }.map { Leaf(leaf: $0, hash: $0.hash, subject: nil) }
    if !leaves.isEmpty { _ = try await record(leaves: leaves) }
  }

  /// Each caller makes its own receipts, so that the next commit does not wait for them.
  private func record(leaves: [Leaf]) async throws -> [Receipt] {
    let commit = try await withCheckedThrowingContinuation { continuation in
      enqueue(Pending(leaves: leaves, continuation: continuation))
    }
    let keyID = signer.keyID
    return leaves.enumerated().map { offset, leaf in
      SignedReceipt(
        told: leaf.leaf.told, keptDigest: leaf.leaf.keptDigest, salt: leaf.leaf.leafSalt,
        proof: commit.tree.proof(of: commit.first + offset), head: commit.head,
        signature: commit.signature, keyID: keyID
      ).receipt
    }
  }

  private static func leaf(_ entry: AuditEntry) -> Leaf {
    let leaf = AuditLeaf(entry)
    return Leaf(leaf: leaf, hash: leaf.hash, subject: entry.holder ?? entry.subject)
  }

  // MARK: committing

  private func enqueue(_ pending: Pending) {
    let begins = queue.withLock { queue in
      queue.waiting.append(pending)
      defer { queue.isCommitting = true }
      return !queue.isCommitting
    }
    if begins { Task { await self.drain() } }
  }

  /// Entries of one commit, unless a single request brings more.
  private static let largestBatch = 4096

  private func drain() async {
    while true {
      let batch = queue.withLock { queue -> [Pending] in
        if queue.waiting.isEmpty { queue.isCommitting = false }
        var entries = 0
        var count = 0
        while count < queue.waiting.count, count == 0 || entries + queue.waiting[count].leaves.count <= Self.largestBatch {
          entries += queue.waiting[count].leaves.count
          count += 1
        }
        let taken = Array(queue.waiting.prefix(count))
        queue.waiting.removeFirst(count)
        return taken
      }
      if batch.isEmpty { return }
      await commit(batch)
    }
  }

  private func commit(_ batch: [Pending]) async {
    do {
      try await heads?.requireReady()
      let leaves = batch.flatMap(\.leaves)
      var chain = try await openChain()
      let tree = MerkleTree(leaves: leaves.map(\.hash))
      let head = AuditHead(
        writer: chain.writer.bytes, sequence: chain.sequence + 1, entries: Int32(leaves.count), previousRoot: chain.root,
        tree: tree.root)
      let signature = try signer.sign(head.signedBytes)
      try await insert(leaves, head: head, signature: signature, on: chain)
      chain.sequence = head.sequence
      chain.root = head.root
      let moved = chain
      self.chain.withLock { $0 = moved }
      try await heads?.keep(
        SignedHead(head: head, signature: signature, algorithm: signer.algorithm.rawValue, keyID: signer.keyID))
      var commit = Commit(tree: tree, head: head, signature: signature)
      for pending in batch {
        pending.continuation.resume(returning: commit)
        commit.first += pending.leaves.count
      }
    } catch {
      await leaveChain()
      for pending in batch { pending.continuation.resume(throwing: error) }
    }
  }

  private func openChain() async throws -> Chain {
    let now = clock()
    let open = chain.withLock { $0 }
    if let open, now < open.until { return open }
    let connection = if let open { open.connection } else { try await PostgresConnection.connect(configuration) }
    let chain = Chain(connection: connection, writer: UUIDv7(milliseconds: now), until: AuditMonth.end(of: now))
    try await connection.query(
      "INSERT INTO audit.writer (id, process, algorithm, key_id, public_key) VALUES ($1::text::uuid, $2, $3, $4, $5)",
      [
        .text(chain.writer.description), .text(process), .text(signer.algorithm.rawValue), .text(signer.keyID),
        .text(signer.publicKeyPEM),
      ], prepare: false)
    self.chain.withLock { $0 = chain }
    return chain
  }

  /// One statement, one commit: the batch and its entries are durable together.
  private static let insertBatch = """
    WITH b AS (INSERT INTO audit.batch (writer, sequence, entries, previous_root, root, leaves, signature)
    VALUES ($1::text::uuid, $2, $3, $4, $5, $6, $7))
    INSERT INTO audit.entry (writer, batch, position, subject, salt, entry)
    SELECT $1::text::uuid, $2, (e.place - 1)::int4, nullif(e.subject, ''), e.salt, convert_from(e.entry, 'UTF8')
    FROM unnest($8::bytea[], $9::bytea[], $10::bytea[]) WITH ORDINALITY AS e (subject, salt, entry, place)
    """

  private func insert(_ leaves: [Leaf], head: AuditHead, signature: [UInt8], on chain: Chain) async throws {
    var hashes: [UInt8] = []
    hashes.reserveCapacity(leaves.count * AuditHead.hashBytes)
    for leaf in leaves { leaf.hash.append(to: &hashes) }
    try await chain.connection.query(
      Self.insertBatch,
      [
        .text(chain.writer.description), .int8(head.sequence), .int4(head.entries), .bytes(head.previousRoot),
        .bytes(head.root), .bytes(hashes), .bytes(signature),
        .bytesArray(leaves.map { $0.subject?.bytes ?? [] }), .bytesArray(leaves.map(\.leaf.salt)),
        .bytesArray(leaves.map(\.leaf.stored)),
      ])
  }
}

extension PostgresError {
  /// The fault in a word that a log or a health report may show.
  fileprivate var auditError: HubError {
    guard sqlState == "53100" else { return hubError }
    return HubError(
      "audit-disk-full", "The audit cannot be written: the database's disk is full.",
      remedy: "Make room; nothing is answered until then.", persistence: .transient)
  }
}
