/// The statements of one connection by their text, and per text by the types of their parameters.
struct StatementCache {
  private var statements: [String: [PreparedStatement]] = [:]
  private var count = 0
  private var made = 0
  private let limit: Int

  init(limit: Int = 500) { self.limit = limit }

  /// A statement to use, and whether it has still to be prepared. Nil while another request is preparing it, or when
  /// the cache is full: then the unnamed statement serves.
  mutating func statement(for sql: String, _ parameters: EncodedParameters) -> (PreparedStatement, isNew: Bool)? {
    if let known = statements[sql]?.first(where: { $0.accepts(parameters) }) {
      return known.isReady ? (known, false) : nil
    }
    guard count < limit else { return nil }
    count += 1
    made += 1
    let statement = PreparedStatement(name: "s\(made)", sql: sql, types: parameters.types)
    statements[sql, default: []].append(statement)
    return (statement, true)
  }

  mutating func forget(_ statement: PreparedStatement) {
    guard let place = statements[statement.sql]?.firstIndex(where: { $0 === statement }) else { return }
    statements[statement.sql]?.remove(at: place)
    count -= 1
  }
}
