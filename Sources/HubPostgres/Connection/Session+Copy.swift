internal import CLibPQ

extension Session {
  private static let chunkSize = 1 << 18

  /// libpq copies the bytes; the next request waits until the socket has taken them, so one chunk is under way while
  /// the caller makes the next.
  func put(_ bytes: [UInt8], of request: Request) {
    guard copy == .into else { return settle(request, with: PostgresError.leaseOver) }
    let isTaken = bytes.withUnsafeBytes { content in
      content.isEmpty
        || PQputCopyData(handle, content.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(content.count)) == 1
    }
    guard isTaken else { return abort(request) }
    flush()
    settle(request)
  }

  func endCopy(isFailure: Bool, _ request: Request) {
    guard copy == .into else { return settle(request, with: PostgresError.leaseOver) }
    guard PQputCopyEnd(handle, isFailure ? "given up" : nil) == 1 else { return abort(request) }
    copy = .none
    running = request
    // An error that came during the copy waits in libpq's memory: the socket will not announce it again.
    flush()
    drain()
  }

  func fetch(_ request: Request) {
    guard copy == .out else { return settle(request, with: PostgresError.leaseOver) }
    fetching = request
    drain()
  }

  /// Gathers rows until a chunk is full or the socket has no more.
  func readCopy() {
    guard let request = fetching else { return }
    while request.chunk.count < Self.chunkSize {
      var row: UnsafeMutablePointer<CChar>?
      let length = PQgetCopyData(handle, &row, 1)
      if length > 0, let row {
        request.append(UnsafeRawBufferPointer(start: row, count: Int(length)))
        PQfreemem(row)
      } else if length == 0 {
        break
      } else {
        request.isCopyOver = true
        copy = .none
        fetching = nil
        running = request
        return
      }
    }
    guard !request.chunk.isEmpty else { return }
    fetching = nil
    settle(request)
  }
}

extension Request {
  fileprivate func append(_ row: UnsafeRawBufferPointer) {
    withUnsafeBytes(of: UInt32(row.count)) { chunk.append(contentsOf: $0) }
    chunk.append(contentsOf: row)
  }
}
