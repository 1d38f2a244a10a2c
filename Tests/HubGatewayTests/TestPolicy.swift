import HubModel
import HubPolicy
import Testing

/// A policy set with one client for each answer form.
enum TestPolicy {
  static let purposes = """
    purposes:
      permit-acceptance: {title: 受理, basis: 样例, deceased: indeterminate, superseded: indeterminate}
      subsidy-review: {title: 补贴, basis: 样例, deceased: reveal, superseded: reveal}
      statistics: {title: 统计, basis: 样例, deceased: indeterminate, superseded: indeterminate}
    """

  static let masks = """
    masks:
      surname: {title: 姓, kind: surname}
      stars: {title: 星号, kind: fixed}
      pseudonym: {title: 假名, kind: pseudonym}
    """

  static let hall = """
    role: hall
    title: 大厅
    grants:
      - {id: G1, title: 个人, verify: person, attributes: [number, name], purposes: [permit-acceptance, subsidy-review],
         answer: three_way, justification: 样例, require: [caseNo]}
      - {id: G2, title: 企业, verify: enterprise, attributes: [code, name, legalRep.name, legalRep.number],
         purposes: [permit-acceptance], answer: per_attribute, require: [caseNo]}
    """

  static let agent = """
    role: agent
    title: 智能体
    grants:
      - {id: S1, title: 个人, verify: person, attributes: [number, name], purposes: [subsidy-review], answer: two_way,
         when: ["region = 110101"]}
      - {id: S2, title: 企业, verify: enterprise, attributes: [code, name, legalRep.name, legalRep.number],
         purposes: [subsidy-review], answer: two_way}
    """

  static let reader = """
    role: reader
    title: 查询
    grants:
      - {id: R1, title: 企业, read: enterprise, attributes: [code, name, legal_rep_name, province, state, state_since, former_name, renamed_on],
         purposes: [permit-acceptance], masks: {legal_rep_name: surname}}
    """

  static let limited = """
    role: limited
    title: 限额
    grants:
      - {id: L1, title: 个人, verify: person, attributes: [number, name], purposes: [permit-acceptance], answer: two_way}
    quota: {requests_per_minute: 2}
    """

  static let duty = """
    role: duty
    title: 值班
    grants:
      - {id: B1, title: 应急, verify: person, attributes: [number, name], purposes: [permit-acceptance], break_glass: {reason_required: true}}
      - {id: F1, title: 新鲜, verify: person, attributes: [number, name], purposes: [statistics], answer: three_way, justification: 样例,
         fresh_within: 30m}
      - {id: F2, title: 新鲜, verify: person, attributes: [number, name], purposes: [subsidy-review], fresh_within: 30m}
      - {id: P1, title: 本市, read: enterprise, attributes: [code], purposes: [statistics], when: [province = 北京市]}
      - {id: P2, title: 外省, read: enterprise, attributes: [code], purposes: [statistics], when: [province = 广东省]}
    """

  static let counted = """
    role: counted
    title: 计数
    grants:
      - {id: C1, title: 个人, verify: person, attributes: [number, name], purposes: [permit-acceptance], when: ["region = 110101"]}
    quota: {distinct_subjects_per_day: 2}
    """

  /// Sees names masked, and of firms that are not in operation nothing.
  static let shy = """
    role: shy
    title: 遮盖
    grants:
      - {id: M1, title: 企业, read: enterprise, attributes: [code, name, legal_rep_name], purposes: [permit-acceptance, statistics],
         masks: {name: stars, legal_rep_name: pseudonym}}
      - {id: M2, title: 在营企业, read: enterprise, attributes: [code, name, state], purposes: [subsidy-review],
         when: [state = inOperation]}
    """

  static let planner = """
    role: planner
    title: 统计
    grants:
      - {id: A1, title: 企业, aggregate: enterprise, queries: [enterprises-by-state, enterprises-by-year], purposes: [statistics]}
    denies:
      - {id: D1, title: 禁, aggregate: enterprise, queries: [enterprises-by-year]}
    quota: {requests_per_minute: 100}
    """

  static let aggregates = """
    aggregates:
      enterprises-by-state: {title: 企业按登记状态, count: enterprise, group_by: [state], k: 10}
      enterprises-by-year: {title: 企业按年, count: enterprise, group_by: [state_since], k: 10}
      persons-by-region: {title: 人口, count: person, group_by: [region], where: [state = normal], k: 10}
    """

  static func client(
    _ id: String, _ roles: String, _ publicPEM: String, algorithm: String = "ES256", status: String = "active",
    networks: String = ""
  ) -> PolicyFile {
    let key = publicPEM.split(separator: "\n").map { "        \($0)" }.joined(separator: "\n")
    return PolicyFile(
      path: "clients/\(id).yaml",
      text: """
        client: \(id)
        title: 测试
        unit: {name: 样例单位, code: 11110101MB0TE00113}
        kind: rpa
        status: \(status)
        roles: [\(roles)]
        keys:
          - id: \(id)-k1
            alg: \(algorithm)
            public: |
        \(key)
        \(networks)
        """)
  }

  static func compiled(_ clients: [PolicyFile]) throws -> CompiledPolicy {
    let roles = [
      ("hall", hall), ("agent", agent), ("reader", reader), ("limited", limited), ("duty", duty), ("counted", counted),
      ("shy", shy), ("planner", planner),
    ]
    let shared = [("purposes", purposes), ("masks", masks), ("aggregates", aggregates)]
    let files =
      shared.map { PolicyFile(path: "\($0.0).yaml", text: $0.1) }
      + roles.map { PolicyFile(path: "roles/\($0.0).yaml", text: $0.1) } + clients
    let (set, diagnostics) = PolicySet.load(files: files, model: TestModel.model)
    let faults = diagnostics.filter { $0.severity == .error }.map { $0.rendered(chinese: false) }
    #expect(faults == [])
    return CompiledPolicy(try #require(set))
  }
}
