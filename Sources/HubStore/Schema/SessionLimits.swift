package import HubPostgres

/// How long a session of one kind may hold things up. Members of a role do not inherit its settings, so each connection makes
/// its own, and `govhub doctor` looks whether they are in force.
package struct SessionLimits: Sendable, Equatable {
  package var statement: Duration
  /// Advisory locks count too: a run may wait long for another run of the same entity.
  package var lock: Duration
  package var idleInTransaction: Duration

  /// Nothing but the server's own functions and types is found without its schema.
  package static let searchPath = "pg_catalog, pg_temp"

  /// `role`: nil for the owner.
  package init(_ role: DatabaseRole?) {
    switch role {
    case .gateway, .verify: self.init(statement: .seconds(5), lock: .seconds(3), idleInTransaction: .seconds(10))
    case .ingest: self.init(statement: .seconds(86_400), lock: .seconds(21_600), idleInTransaction: .seconds(600))
    case .auditor: self.init(statement: .seconds(21_600), lock: .seconds(10), idleInTransaction: .seconds(60))
    // A change of a table that waits for its lock keeps everyone behind it waiting, gateways too.
    case nil: self.init(statement: .seconds(21_600), lock: .seconds(10), idleInTransaction: .seconds(60))
    }
  }

  private init(statement: Duration, lock: Duration, idleInTransaction: Duration) {
    self.statement = statement
    self.lock = lock
    self.idleInTransaction = idleInTransaction
  }

  package func apply(to configuration: inout PostgresConfiguration) {
    configuration.statementTimeout = statement
    configuration.lockTimeout = lock
    configuration.idleInTransactionTimeout = idleInTransaction
    configuration.searchPath = Self.searchPath
  }
}
