import Foundation
import HubCrypto
import HubModel
import HubPostgres
import HubStore

/// The hub itself: its schema, its keys, its published sets, its audit.
enum StateChecks {
  static let all = [
    DoctorCheck(id: "schema", look: schema),
    DoctorCheck(id: "keys", look: keys),
    DoctorCheck(id: "sets", look: sets),
    DoctorCheck(id: "audit", look: audit),
  ]

  // MARK: schema

  static func isMigrated(_ visit: DoctorVisit) async throws -> Bool {
    let exists = """
      SELECT EXISTS (SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname = 'control' AND c.relname = 'migration')
      """
    return try await visit.rows(exists).bool(0, 0) == true
  }

  static let schemaMissing = DoctorFinding(
    "schema-missing", .fault, Told(zh: "数据库里还没有本系统的模式", en: "the database holds no schema of the hub"),
    remedy: Told(zh: "运行 govhub init，或检查设置 database", en: "Run `govhub init`, or see whether the setting `database` is right."))

  private static func schema(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    let step = try await visit.rows("SELECT coalesce(max(number), 0) FROM control.migration").int4(0, 0) ?? 0
    return schema(step: Int(step))
  }

  static func schema(step: Int) -> [DoctorFinding] {
    let newest = ControlSchema.newest
    if step == newest { return [] }
    let isBehind = step < newest
    return [
      DoctorFinding(
        isBehind ? "schema-old" : "schema-new", .fault,
        Told(
          zh: "数据库在第 \(step) 步，本程序需要第 \(newest) 步", en: "the database is at step \(step), this program at step \(newest)"),
        remedy: isBehind
          ? Told(zh: "运行 govhub migrate", en: "Run `govhub migrate`.")
          : Told(zh: "换用更新的程序", en: "Use the newer program."))
    ]
  }

  // MARK: keys

  private static func keys(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    let path = visit.hub.configuration.keys
    // What systemd hands over is a name, which the ring finds itself.
    guard path.hasPrefix("credential:") || FileManager.default.fileExists(atPath: path) else {
      return [
        DoctorFinding(
          "key-file-missing", .warning, Told(zh: "没有密钥文件 \(path)", en: "there is no key file \(path)"),
          remedy: Told(
            zh: "除只读审计的机器外，用 --keys 或设置 keys 指明",
            en: "Name it with --keys or the setting `keys`, unless this machine only reads the audit."))
      ]
    }
    do {
      try await KeyVersions.check(try KeyRing.load(from: path), on: visit.connection)
      return []
    } catch let error as HubError {
      return [keyFault(error)]
    }
  }

  private static func keyFault(_ error: HubError) -> DoctorFinding {
    DoctorFinding(
      error.code.rawValue, .fault, Told(zh: keyWords[error.code] ?? "密钥文件不可用", en: error.message),
      remedy: Told(
        zh: error.code == "key-file-exposed" ? "改为 0600 权限，属于运行本系统的用户；并视其密钥为已泄露" : "使用本部署自己的密钥文件",
        en: error.remedy ?? "Use the key ring of this deployment."))
  }

  private static let keyWords: [HubError.Code: String] = [
    "credential-missing": "systemd 未向本进程交付密钥",
    "key-file-exposed": "属主以外的人可以读密钥文件",
    "key-file-malformed": "密钥文件损坏，或格式更新",
    "key-file-unreadable": "密钥文件读不了",
    "key-ring-unregistered": "数据库还不认识这个密钥版本",
    "key-ring-differs": "这不是填充数据库时所用的密钥",
  ]

  // MARK: sets

  private static func sets(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    do {
      _ = try await visit.hub.publishedMapping(on: visit.connection)
      _ = try await visit.hub.publishedPolicy(on: visit.connection)
      return []
    } catch let error as HubError {
      return [
        DoctorFinding(
          error.code.rawValue, .fault, Told(zh: setWords[error.code] ?? "已发布的规则集不可用", en: error.message),
          remedy: Told(
            zh: "运行 govhub mapping publish 和 govhub policy publish",
            en: error.remedy ?? "Run `govhub mapping publish` and `govhub policy publish`."))
      ]
    }
  }

  private static let setWords: [HubError.Code: String] = [
    "mapping-not-published": "数据库里没有映射集",
    "policy-not-published": "数据库里没有策略集",
    "set-unreadable": "本程序读不了已发布的规则集",
  ]

  // MARK: audit

  /// Age of the newest head, whoever wrote it.
  private static func audit(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    let rows = try await visit.rows("SELECT floor(extract(epoch FROM now() - max(at)) / 3600)::int8 FROM audit.batch")
    guard let hours = rows.int8(0, 0) else {
      return [
        DoctorFinding(
          "audit-empty", .advice, Told(zh: "审计还是空的", en: "the audit is empty"),
          remedy: Told(zh: "有人提问或发布之后再看", en: "Look again when somebody has asked or published."))
      ]
    }
    guard hours >= 24 else { return [] }
    return [
      DoctorFinding(
        "audit-quiet", .advice,
        Told(zh: "审计最近一批在 \(hours) 小时之前", en: "the newest head of the audit is \(hours) hours old"),
        remedy: Told(
          zh: "若网关在此期间作过答，用 govhub audit verify --expect-head 查是否被截断",
          en: "If a gateway has answered since, see by `govhub audit verify --expect-head` whether its end was cut off."))
    ]
  }
}
