import HubPostgres
import HubStore

/// Who may sign in, with which attributes, as a member of what.
enum RoleChecks {
  static let all = [
    DoctorCheck(id: "roles") { findings(try await ClusterRole.read($0)) },
    DoctorCheck(id: "own-login", look: ownLogin),
  ]

  static func findings(_ roles: [ClusterRole]) -> [DoctorFinding] {
    roles.flatMap { $0.isGroup ? group($0) : $0.isOwner ? [] : login($0) }
  }

  private static func group(_ role: ClusterRole) -> [DoctorFinding] {
    let changed = role.powers + (role.canLogin ? ["LOGIN"] : []) + role.memberOf.map { "IN ROLE \($0)" }
    guard !changed.isEmpty else { return [] }
    let list = changed.joined(separator: ", ")
    return [
      DoctorFinding(
        "role-group-changed", .fault,
        Told(zh: "角色 \(role.name) 多了 \(list)", en: "the role \(role.name) has \(list)"),
        remedy: Told(
          zh: "ALTER ROLE \(role.name) NOLOGIN NO… 或 REVOKE … FROM \(role.name)，恢复为迁移所建的样子",
          en: "Make it what the migration made: ALTER ROLE \(role.name) NOLOGIN NO…, or REVOKE … FROM \(role.name)."))
    ]
  }

  private static func login(_ role: ClusterRole) -> [DoctorFinding] {
    role.groups.isEmpty ? outsider(role) : member(role)
  }

  private static func member(_ role: ClusterRole) -> [DoctorFinding] {
    var findings: [DoctorFinding] = []
    let groups = role.groups.joined(separator: ", ")
    let powers = role.powers + role.reaching.map { "IN ROLE \($0)" }
    if powers == ["REPLICATION"], role.groups == [DatabaseRole.ingest.rawValue] {
      findings.append(
        DoctorFinding(
          "role-backup", .warning,
          Told(zh: "登录角色 \(role.name) 可复制整个数据库", en: "the login \(role.name) can copy the whole database"),
          remedy: Told(zh: "应为备份专用，入库进程不要用它", en: "Keep it for `govhub backup` alone; no run of ingest signs in by it.")))
    } else if !powers.isEmpty {
      let list = powers.joined(separator: ", ")
      findings.append(
        DoctorFinding(
          "role-too-much", .fault,
          Told(zh: "\(groups) 的成员 \(role.name) 还有 \(list)", en: "\(role.name), a member of \(groups), also has \(list)"),
          remedy: Told(zh: "进程的登录角色只应属于一个 govhub_* 角色", en: "The login of a process has one govhub_* role and nothing else.")))
    }
    if role.groups.count > 1, role.canLogin {
      findings.append(
        DoctorFinding(
          "role-two-kinds", .fault,
          Told(zh: "登录角色 \(role.name) 同时属于 \(groups)", en: "the login \(role.name) is a member of \(groups) at once"),
          remedy: Told(zh: "每种进程用各自的登录角色", en: "Give each kind of process a login of its own.")))
    }
    if role.canLogin, !role.expires {
      findings.append(
        DoctorFinding(
          "role-no-expiry", .advice,
          Told(zh: "登录角色 \(role.name) 的口令没有期限", en: "the password of the login \(role.name) does not expire"),
          remedy: Told(
            zh: "ALTER ROLE \(role.name) VALID UNTIL '…'；以证书或 peer 登录的不需要",
            en: "ALTER ROLE \(role.name) VALID UNTIL '…'; not needed where it signs in by certificate or peer.")))
    }
    return findings
  }

  /// Not the hub's, but able to read it past its grants. The cluster's first role has to be there.
  private static func outsider(_ role: ClusterRole) -> [DoctorFinding] {
    guard role.canLogin, !role.isFirst else { return [] }
    let ways = role.powers.filter { ["SUPERUSER", "BYPASSRLS", "REPLICATION"].contains($0) } + role.reaching
    guard !ways.isEmpty else { return [] }
    let list = ways.joined(separator: ", ")
    return [
      DoctorFinding(
        "role-reads-all", .warning,
        Told(zh: "登录角色 \(role.name) 凭 \(list) 可绕过本系统的授权", en: "the login \(role.name) gets past the hub's grants by \(list)"),
        remedy: Told(
          zh: "确属备份、复制或数据库管理者专用，否则收回",
          en: "Take it away unless it is the backup's, a replica's or the database administrator's own."))
    ]
  }

  /// A process that took a role of the hub from a superuser could lay it down again.
  private static func ownLogin(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    let rows = try await visit.rows(
      "SELECT rolname::text FROM pg_roles WHERE rolname = session_user AND rolsuper")
    guard let login = rows.count == 1 ? rows.text(0, 0) : nil else { return [] }
    return [
      DoctorFinding(
        "login-superuser", .advice,
        Told(zh: "当前设置以超级用户 \(login) 登录数据库", en: "these settings sign in as the superuser \(login)"),
        remedy: Told(
          zh: "各进程用只属于一个 govhub_* 角色的登录角色；迁移用属主",
          en: "Let each process sign in by a member of its govhub_* role, and migrate as an owner."))
    ]
  }
}
