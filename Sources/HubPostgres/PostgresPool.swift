internal import Synchronization

/// Up to `size` connections that many tasks share: each call goes to the least loaded one, where it is pipelined with
/// the others. A lost connection is replaced by the next call; while the server is away calls fail as transient within
/// the connect timeout. Not for session state (SET, session locks, LISTEN): open a connection of your own for that.
package final class PostgresPool: Sendable {
  private struct State {
    var slots: [Slot]
    var isClosed = false
  }

  private let configuration: PostgresConfiguration
  private let state: Mutex<State>

  package init(_ configuration: PostgresConfiguration, size: Int = 2) {
    self.configuration = configuration
    state = Mutex(State(slots: Array(repeating: .empty, count: max(1, size))))
  }

  package func withConnection<Result>(_ body: (PostgresConnection) async throws -> Result) async throws -> Result {
    try await body(try await connection())
  }

  @discardableResult
  package func query(
    _ sql: String, _ parameters: [PostgresValue] = [], prepare: Bool = true
  ) async throws -> PostgresRows {
    try await connection().query(sql, parameters, prepare: prepare)
  }

  /// See `PostgresConnection.lookup`.
  package func lookup(_ sql: String, _ parameters: [PostgresValue] = []) async throws -> PostgresRows {
    try await connection().lookup(sql, parameters)
  }

  /// An open connection, made now if need be. It stays shared.
  package func connection() async throws -> PostgresConnection {
    let (place, slot) = try state.withLock { state -> (Int, Slot) in
      if state.isClosed { throw PostgresError.closed }
      let place = Slot.leastLoaded(state.slots)
      if case .open(let connection) = state.slots[place], connection.isOpen { return (place, state.slots[place]) }
      if case .opening = state.slots[place] { return (place, state.slots[place]) }
      let configuration = configuration
      state.slots[place] = .opening(Task { try await PostgresConnection.connect(configuration) })
      return (place, state.slots[place])
    }
    switch slot {
    case .open(let connection): return connection
    case .opening(let task): return try await finish(task, at: place)
    case .empty: throw PostgresError.closed
    }
  }

  /// Closes the connections after what they are doing; later calls fail.
  package func close() async {
    let slots = state.withLock { state in
      state.isClosed = true
      defer { state.slots = state.slots.map { _ in .empty } }
      return state.slots
    }
    for slot in slots {
      if case .open(let connection) = slot { await connection.close() }
      if case .opening(let task) = slot { try? await task.value.close() }
    }
  }

  /// Everyone who waits for the same opening gets the same outcome.
  private func finish(_ task: Task<PostgresConnection, any Error>, at place: Int) async throws -> PostgresConnection {
    let outcome = await task.result
    state.withLock { state in
      guard case .opening(let current) = state.slots[place], current == task else { return }
      if case .success(let connection) = outcome {
        state.slots[place] = .open(connection)
      } else {
        state.slots[place] = .empty
      }
    }
    return try outcome.get()
  }
}

/// A place in the pool.
enum Slot: Sendable {
  case empty
  case opening(Task<PostgresConnection, any Error>)
  case open(PostgresConnection)

  /// An idle open connection, else an unused place, else the connection with the fewest requests.
  var cost: Int {
    switch self {
    case .open(let connection): !connection.isOpen ? 1 : connection.load == 0 ? 0 : connection.load + 2
    case .empty: 1
    case .opening: 2
    }
  }

  static func leastLoaded(_ slots: [Slot]) -> Int {
    slots.indices.min { slots[$0].cost < slots[$1].cost } ?? 0
  }
}
