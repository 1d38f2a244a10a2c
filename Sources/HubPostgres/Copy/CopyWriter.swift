/// Takes the data of a `COPY … FROM STDIN`.
package struct CopyWriter: Sendable {
  let connection: PostgresConnection
  let lease: Lease

  /// Returns when the bytes may be forgotten; waits while the server takes the chunk before.
  package func write(_ bytes: [UInt8]) async throws {
    guard !bytes.isEmpty else { return }
    try await connection.perform(.copyData(bytes), lease: lease)
  }

  /// Sends what the buffer holds and empties it.
  package func write(_ buffer: inout CopyBuffer) async throws {
    try await write(try buffer.take())
  }
}

extension PostgresConnection {
  /// Runs `COPY … FROM STDIN` with what `body` writes, in exclusive use of the connection; nothing is stored when it
  /// throws. Gives the number of rows.
  @discardableResult
  package func copyIn(_ sql: String, _ body: (CopyWriter) async throws -> Void) async throws -> Int {
    try await withLease(begin: nil) { try await copyIn(sql, lease: $0, body) }
  }

  /// Runs `COPY … TO STDOUT (FORMAT binary)` and gives each row: field count (2 bytes), then per field its length
  /// (4 bytes, −1 for NULL) and content; see `CopyRow`.
  package func copyOut(_ sql: String, _ body: (UnsafeRawBufferPointer) throws -> Void) async throws {
    try await withLease(begin: nil) { try await copyOut(sql, lease: $0, body) }
  }

  func copyIn(_ sql: String, lease: Lease, _ body: (CopyWriter) async throws -> Void) async throws -> Int {
    guard !sql.utf8.contains(0) else { throw PostgresError.nulCharacter }
    try await perform(.copyIn(sql), lease: lease)
    do {
      try await body(CopyWriter(connection: self, lease: lease))
    } catch {
      _ = try? await perform(.copyEnd(isFailure: true), lease: lease, isShielded: true)
      throw error
    }
    return try await perform(.copyEnd(isFailure: false), lease: lease).rows?.affected ?? 0
  }

  func copyOut(_ sql: String, lease: Lease, _ body: (UnsafeRawBufferPointer) throws -> Void) async throws {
    guard !sql.utf8.contains(0) else { throw PostgresError.nulCharacter }
    try await perform(.copyOut(sql), lease: lease)
    var reader = CopyChunkReader()
    do {
      while true {
        let answer = try await perform(.copyFetch, lease: lease)
        try reader.read(answer.chunk, body)
        if answer.isCopyOver { return }
      }
    } catch {
      await drainCopy(lease)
      throw error
    }
  }

  /// Stops the server's side and takes what it had sent, so that the connection stays usable.
  private func drainCopy(_ lease: Lease) async {
    _ = mailbox.post(.interrupt(lease))
    while let answer = try? await perform(.copyFetch, lease: lease, isShielded: true), !answer.isCopyOver {}
  }
}
