import HubPostgres

/// Rows of one range that were read ahead, in their order.
struct SnapshotPiece: Sendable {
  /// A lane holds no more than this ahead of the reader, one fetch apart.
  static let mostBytes = 4 << 20

  private(set) var rows: [PostgresRows] = []
  private(set) var memory = 0
  var size: FetchSize
  /// No more rows of the range follow.
  private(set) var endsRange = false

  init(size: FetchSize) { self.size = size }

  /// Behind the last range.
  static var over: SnapshotPiece {
    var piece = SnapshotPiece(size: FetchSize())
    piece.endsRange = true
    return piece
  }

  /// What an answer to a request for `size.rows` brought.
  mutating func take(_ answer: PostgresRows) {
    endsRange = answer.count < size.rows
    guard answer.count > 0 else { return }
    rows.append(answer)
    memory += answer.memory
    size.learn(rows: answer.count, bytes: answer.memory)
  }

  var isFull: Bool { endsRange || memory >= Self.mostBytes }
}

extension SourceSession {
  /// Opens a range where one is given, and fetches of the range that is open until a piece is full.
  func piece(opening select: SourceSelect?, size: FetchSize) async throws -> SnapshotPiece {
    if let select { try await query("DECLARE piece NO SCROLL CURSOR FOR \(select.sql)", select.parameters) }
    var piece = SnapshotPiece(size: size)
    while !piece.isFull { piece.take(try await query("FETCH FORWARD \(piece.size.rows) FROM piece")) }
    if piece.endsRange { try await query("CLOSE piece") }
    return piece
  }
}

/// A statement that gives rows of text.
struct SourceSelect: Sendable {
  var sql: String
  var parameters: [PostgresValue] = []
}
