import Foundation
import HubPostgres
import HubStore

/// How processes are connected: over which line, as whom, under which limits, and since when.
enum SessionChecks {
  static let all = [
    DoctorCheck(id: "own-connection", look: ownConnection),
    DoctorCheck(id: "connections", look: connections),
    DoctorCheck(id: "session-limits", look: limits),
  ]

  // MARK: this connection

  private static func ownConnection(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    let rows = try await visit.rows(
      """
      SELECT inet_client_addr() IS NOT NULL AND NOT inet_client_addr() <<= '127.0.0.0/8' AND inet_client_addr() <> '::1',
      (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid())
      """)
    return line(
      isRemote: rows.bool(0, 0) ?? false, isEncrypted: rows.bool(0, 1) ?? false,
      mode: tlsMode(visit.hub.configuration.database, ProcessInfo.processInfo.environment))
  }

  static func line(isRemote: Bool, isEncrypted: Bool, mode: String?) -> [DoctorFinding] {
    guard isRemote, !isEncrypted || mode != "verify-full" else { return [] }
    let remedy = Told(
      zh: "在连接串中加 sslmode=verify-full 和 sslrootcert", en: "Put sslmode=verify-full and sslrootcert into the connection string.")
    let plain = Told(zh: "到另一台机器上的数据库的连接没有加密", en: "the connection to a database on another machine is not encrypted")
    let unverified = Told(
      zh: "连接已加密，但没有核对服务器是谁（sslmode 不是 verify-full）",
      en: "the connection is encrypted, but who the server is goes unchecked (sslmode is not verify-full)")
    return [
      isEncrypted
        ? DoctorFinding("connection-unverified", .warning, unverified, remedy: remedy)
        : DoctorFinding("connection-plain", .fault, plain, remedy: remedy)
    ]
  }

  /// `sslmode` of a libpq URI or of `key=value` text, else of the environment.
  static func tlsMode(_ database: String?, _ environment: [String: String]) -> String? {
    let parts = (database ?? "").split { " ?&".contains($0) }
    let own = parts.last { $0.hasPrefix("sslmode=") }.map { word in String(word.dropFirst(8).filter { $0 != "'" }) }
    return own ?? environment["PGSSLMODE"]
  }

  // MARK: the sessions of all processes

  private static func connections(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    let rows = try await visit.rows(
      """
      SELECT a.application_name, a.usename::text, a.query = '<insufficient privilege>',
      a.client_addr IS NOT NULL AND NOT a.client_addr <<= '127.0.0.0/8' AND a.client_addr <> '::1' AND s.ssl IS NOT TRUE,
      r.rolsuper, a.backend_start < (SELECT max(applied_at) FROM control.migration)
      FROM pg_stat_activity AS a LEFT JOIN pg_stat_ssl AS s USING (pid) LEFT JOIN pg_roles AS r ON r.oid = a.usesysid
      WHERE a.datname = current_database() AND a.application_name LIKE 'govhub%' AND a.pid <> pg_backend_pid()
      """)
    let sessions = (0..<rows.count).map { row in
      Session(
        process: "\(rows.text(row, 0) ?? "") (\(rows.text(row, 1) ?? ""))", isHidden: rows.bool(row, 2) ?? true,
        isPlain: rows.bool(row, 3) ?? false, isSuperuser: rows.bool(row, 4) ?? false, isOld: rows.bool(row, 5) ?? false)
    }
    return findings(sessions)
  }

  struct Session: Sendable {
    /// Kind of process and login.
    var process: String
    var isHidden = false
    var isPlain = false
    var isSuperuser = false
    /// It began before the database's newest migration.
    var isOld = false
  }

  static func findings(_ sessions: [Session]) -> [DoctorFinding] {
    func which(_ holds: (Session) -> Bool) -> [String] { Set(sessions.filter(holds).map(\.process)).sorted() }
    let found = which(\.isPlain).map(plain) + which(\.isSuperuser).map(superuser) + which(\.isOld).map(outdated)
    return sessions.contains(where: \.isHidden) ? found + [.notVisible("connections")] : found
  }

  private static func plain(_ process: String) -> DoctorFinding {
    DoctorFinding(
      "connections-plain", .fault,
      Told(zh: "\(process) 的连接没有加密", en: "a connection of \(process) is not encrypted"),
      remedy: Told(
        zh: "在其连接串中加 sslmode=verify-full；pg_hba.conf 只留 hostssl",
        en: "Put sslmode=verify-full into its connection string, and let pg_hba.conf take hostssl only."))
  }

  private static func superuser(_ process: String) -> DoctorFinding {
    DoctorFinding(
      "process-superuser", .warning,
      Told(zh: "\(process) 以超级用户登录", en: "\(process) signs in as a superuser"),
      remedy: Told(
        zh: "给它一个只属于相应 govhub_* 角色的登录角色", en: "Give it a login that is a member of its govhub_* role and nothing else."))
  }

  private static func outdated(_ process: String) -> DoctorFinding {
    DoctorFinding(
      "process-outdated", .warning,
      Told(zh: "\(process) 在最近一次迁移之前启动", en: "\(process) was started before the newest migration"),
      remedy: Told(zh: "重启它", en: "Restart it."))
  }

  // MARK: limits

  /// A pooler in between would drop what a session sets.
  private static func limits(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    var findings: [DoctorFinding] = []
    for role in DatabaseRole.allCases.map(Optional.some) + [nil] {
      guard let found = try await inForce(visit.session(role)) else { continue }
      let wanted = SessionLimits(role)
      guard found != wanted.shown else { continue }
      let name = role?.rawValue ?? "owner"
      findings.append(
        DoctorFinding(
          "session-limits", .fault,
          Told(zh: "\(name) 的会话没有应有的时限或 search_path", en: "sessions of \(name) are without their time limits or search_path"),
          remedy: Told(
            zh: "连接中间不要用事务模式的连接池；应为 \(wanted.shown.joined(separator: "，"))",
            en: "Put no pooler in transaction mode in between; they should be \(wanted.shown.joined(separator: ", "))."))
      )
    }
    return findings
  }

  /// Nil where the login is no member of the role.
  private static func inForce(_ configuration: PostgresConfiguration) async throws -> [String]? {
    let connection: PostgresConnection
    do {
      connection = try await PostgresConnection.connect(configuration)
    } catch let error as PostgresError where error.isRefusedRight {
      return nil
    }
    let rows = try await connection.query(
      """
      SELECT s.name || ' = ' || s.setting FROM pg_settings AS s
      WHERE s.name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'search_path') ORDER BY s.name
      """, [], prepare: false)
    await connection.close()
    return (0..<rows.count).compactMap { rows.text($0, 0) }
  }
}

extension SessionLimits {
  /// As the server shows them, by name.
  fileprivate var shown: [String] {
    [
      "idle_in_transaction_session_timeout = \(idleInTransaction.milliseconds)", "lock_timeout = \(lock.milliseconds)",
      "search_path = \(Self.searchPath)", "statement_timeout = \(statement.milliseconds)",
    ]
  }
}
