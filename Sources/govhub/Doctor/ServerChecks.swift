import Foundation
import HubPostgres

/// The server itself: its release, its settings, its extensions, its clock and its disk.
enum ServerChecks {
  static let all = [
    DoctorCheck(id: "server-release") { release(try await ServerRelease.read(on: $0.connection)) },
    DoctorCheck(id: "server-settings", look: settings),
    DoctorCheck(id: "server-extensions", look: extensions),
    DoctorCheck(id: "server-sign-in", look: signIn),
    DoctorCheck(id: "server-clock", look: clock),
    DoctorCheck(id: "server-disk", look: disk),
    DoctorCheck(id: "server-slots", look: slots),
  ]

  static func release(_ release: ServerRelease) -> [DoctorFinding] {
    guard let needed = release.needed else { return [] }
    return [
      DoctorFinding(
        "server-release", .fault,
        Told(
          zh: "PostgreSQL \(release) 会泄露无权读取的行的统计信息（CVE-2025-8713）",
          en: "PostgreSQL \(release) tells statistics of rows that a role may not read (CVE-2025-8713)"),
        remedy: Told(zh: "升级到 \(needed) 或更新的小版本", en: "Update to \(needed) or later."))
    ]
  }

  private static func settings(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    let inForce = try await visit.rows(
      "SELECT name, setting FROM pg_settings WHERE name = ANY($1::text[])", [.textArray(SettingRule.names)])
    var values: [String: String] = [:]
    for row in 0..<inForce.count { values[inForce.text(row, 0) ?? ""] = inForce.text(row, 1) }
    var findings = SettingRule.all.compactMap { $0.finding(values, of: nil) }
    let own = try await visit.rows(
      """
      SELECT s.setrole::regrole::text, split_part(c, '=', 1), substr(c, strpos(c, '=') + 1)
      FROM pg_db_role_setting AS s, unnest(s.setconfig) AS c
      WHERE s.setrole <> 0 AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
      """)
    for row in 0..<own.count {
      guard let name = own.text(row, 1), let value = own.text(row, 2) else { continue }
      let changed = values.merging([name: value]) { $1 }
      findings += SettingRule.all.filter { $0.name == name }.compactMap { $0.finding(changed, of: own.text(row, 0)) }
    }
    return findings
  }

  /// These carry rows out of the database, or run programs at the server.
  private static let outward: Set<String> = [
    "adminpack", "dblink", "file_fdw", "http", "mysql_fdw", "oracle_fdw", "pg_net", "plperlu", "plpython3u", "plsh", "pltclu",
    "postgres_fdw", "tds_fdw",
  ]

  private static func extensions(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    try await visit.texts("SELECT extname::text FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1").map { name in
      outward.contains(name)
        ? DoctorFinding(
          "extension-outward", .warning,
          Told(zh: "扩展 \(name) 能把数据带出数据库", en: "the extension \(name) can carry rows out of the database"),
          remedy: Told(zh: "DROP EXTENSION \(name)；本系统不需要它", en: "DROP EXTENSION \(name); the hub does not need it."))
        : DoctorFinding(
          "extension-unneeded", .advice,
          Told(zh: "有扩展 \(name)", en: "the extension \(name) is installed"),
          remedy: Told(zh: "本系统不需要任何扩展", en: "The hub needs none."))
    }
  }

  private static func signIn(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    let rows = try await visit.rows("SELECT DISTINCT type, auth_method FROM pg_hba_file_rules WHERE error IS NULL ORDER BY 1, 2")
    return (0..<rows.count).compactMap { row in
      let (line, method) = (rows.text(row, 0) ?? "", rows.text(row, 1) ?? "")
      guard ["trust", "password", "md5", "ident"].contains(method) else { return nil }
      return DoctorFinding(
        "sign-in-weak", method == "trust" ? (line == "local" ? .advice : .fault) : .warning,
        Told(zh: "pg_hba.conf：\(line) 连接以 \(method) 登录", en: "pg_hba.conf lets \(line) connections in by \(method)"),
        remedy: Told(
          zh: "改用 scram-sha-256、cert 或（本机套接字）peer", en: "Use scram-sha-256 or cert, or peer on a socket of this machine."))
    }
  }

  /// The shortest of three trips bounds the error of the comparison.
  private static func clock(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    var best = (trip: Int64.max, difference: Int64(0))
    for _ in 0..<3 {
      let asked = visit.now()
      let there = try await visit.rows("SELECT clock_timestamp()").timestamptz(0, 0) ?? 0
      let answered = visit.now()
      if answered - asked < best.trip { best = (answered - asked, there - (asked + (answered - asked) / 2)) }
    }
    guard best.difference.magnitude > 1_000_000 + best.trip.magnitude else { return [] }
    let seconds = "\(best.difference / 1_000_000)"
    return [
      DoctorFinding(
        "clock-differs", .warning,
        Told(zh: "数据库的时钟与本机相差 \(seconds) 秒", en: "the database's clock is \(seconds) s from this machine's"),
        remedy: Told(zh: "让两台机器与同一时间源同步（NTP）", en: "Keep both by the same time source (NTP)."))
    ]
  }

  /// Only where the data folder is told to the login and lies on this machine.
  private static func disk(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    let rows = try await visit.rows(
      "SELECT inet_client_addr() IS NULL, (SELECT setting FROM pg_settings WHERE name = 'data_directory')")
    guard rows.bool(0, 0) == true, let folder = rows.text(0, 1),
      let system = try? FileManager.default.attributesOfFileSystem(forPath: folder),
      let size = (system[.systemSize] as? NSNumber)?.doubleValue, size > 0,
      let free = (system[.systemFreeSize] as? NSNumber)?.doubleValue
    else { return [.notVisible("server-disk")] }
    guard free / size < visit.leastFree else { return [] }
    let percent = Int(free / size * 100)
    return [
      DoctorFinding(
        "disk-low", .warning,
        Told(zh: "数据库所在磁盘只剩 \(percent)%", en: "the database's disk has \(percent) % left"),
        remedy: Told(
          zh: "扩容；审计写不下时网关停止作答", en: "Make room: where the audit cannot be written the gateway answers nothing."))
    ]
  }

  /// A slot that nobody reads keeps the log for ever.
  private static func slots(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    let rows = try await visit.rows(
      """
      SELECT slot_name::text, active, (pg_wal_lsn_diff(
        CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, restart_lsn) / 1048576)::int8
      FROM pg_replication_slots WHERE restart_lsn IS NOT NULL ORDER BY 1
      """)
    return (0..<rows.count).compactMap { row in
      let (name, kept) = (rows.text(row, 0) ?? "", rows.int8(row, 2) ?? 0)
      guard rows.bool(row, 1) != true || kept > 1024 else { return nil }
      return DoctorFinding(
        "slot-retains", .warning,
        Told(zh: "复制槽 \(name) 留住 \(kept) MB 日志", en: "the replication slot \(name) keeps \(kept) MB of log"),
        remedy: Told(
          zh: "恢复它的读取者，或 SELECT pg_drop_replication_slot('\(name)')",
          en: "Bring its reader back, or SELECT pg_drop_replication_slot('\(name)')."))
    }
  }
}
