/// What comes and goes inside a stream of replication ("Streaming Replication Protocol" of the manual).
enum ReplicationFrame: Equatable {
  /// A message of the output plugin.
  case data([UInt8])
  /// All that was committed before this place has been sent.
  case keepalive(WALPosition, wantsReply: Bool)

  init(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) {
    switch bytes.first {
    case UInt8(ascii: "w") where bytes.count >= 25: self = .data(Array(bytes[25...]))
    case UInt8(ascii: "k") where bytes.count == 18:
      self = .keepalive(WALPosition(rawValue: bytes.bigEndian(1)), wantsReply: bytes[17] != 0)
    default: throw .malformedMessage
    }
  }

  /// Tells the server how far its log is no longer needed, and that we live.
  /// - Parameters:
  ///   - now: microseconds since 2000.
  ///   - wantsReply: the server answers at once how far it has sent.
  static func status(confirmed: WALPosition, now: Int64, wantsReply: Bool) -> [UInt8] {
    var message = [UInt8(ascii: "r")]
    for _ in 0..<3 { message.appendBigEndian(confirmed.rawValue) }
    message.appendBigEndian(now)
    message.append(wantsReply ? 1 : 0)
    return message
  }
}
