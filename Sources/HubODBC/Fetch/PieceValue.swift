/// One value put together of pieces; believes neither a success nor a length that do not fit each other.
struct PieceValue {
  /// Bytes of a piece that is full.
  let payload: Int
  /// Bytes beyond which the value is not read on.
  let limit: Int
  private(set) var bytes: [UInt8] = []
  private(set) var isComplete = false
  private(set) var fault: ODBCBlock.Fault?
  /// What was still to come by the driver's word, without the last piece.
  private var expected: Int?

  init(payload: Int, limit: Int) {
    self.payload = payload
    self.limit = limit
  }

  /// - Parameters:
  ///   - length: bytes to come before this piece, or that the driver does not know.
  ///   - isAtEnd: there was no piece any more.
  ///   - isSilent: the driver says nothing of a value that goes on.
  mutating func take(_ room: UnsafeRawBufferPointer, length: Int, isAtEnd: Bool, isSilent: Bool) {
    guard !isAtEnd else { return complete((expected ?? 0) > 0 ? .truncated : nil) }
    if let expected, length >= 0, length != expected { return complete(.truncated) }
    let isLast = length >= 0 && length <= payload
    if length < 0, isSilent { return complete(.truncated) }
    bytes.append(contentsOf: room[..<(isLast ? length : payload)])
    if bytes.count > limit { return complete(.tooLong) }
    if isLast { return complete(nil) }
    expected = length >= 0 ? length - payload : nil
  }

  private mutating func complete(_ found: ODBCBlock.Fault?) {
    fault = found
    isComplete = true
  }
}
