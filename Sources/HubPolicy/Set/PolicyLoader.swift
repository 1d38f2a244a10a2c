import HubModel
import HubYAML

/// Reads the files in the order of what they refer to: purposes, masks, aggregates and requests, roles, clients and people, tests.
final class PolicyLoader {
  private(set) var diagnostics: [Diagnostic] = []
  private let files: [PolicyFile]
  private let model: Model
  private var words: PolicyWords
  private let seen = SeenKeys()
  /// Text of the PEM files by path.
  private let keyFiles: [String: String]

  init(files: [PolicyFile], model: Model, codes: [String: Set<String>]) {
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    self.model = model
    words = PolicyWords(model: model, codes: codes)
    let pems = files.filter { $0.path.hasSuffix(".pem") }
    keyFiles = Dictionary(pems.map { ($0.path, $0.text) }) { first, _ in first }
  }

  func load() -> PolicySet {
    for index in words.entities.values where index.names.count > AttributeIndex.capacity {
      report("", "too-many-attributes", "实体 \(index.entity.name) 的数据项过多", "entity \(index.entity.name) has too many attributes")
    }
    let purposes = read(.purposes) { PurposeReader(reader: $0).purposes() }.flatMap(\.self)
    words.purposes = Set(purposes.map(\.name))
    let masks = read(.masks) { MaskReader(reader: $0).masks() }.flatMap(\.self)
    words.masks = Dictionary(masks.map { ($0.name, $0) }) { first, _ in first }
    let aggregates = aggregates()
    let requests = read(.request) { SharingRequestReader(reader: $0, words: words).request() }
    words.requests = Set(requests.map(\.id))
    let calendar = read(.calendar) { WorkingCalendarReader(reader: $0).calendar() }.first ?? WorkingCalendar()
    words.parents = parents()
    let roles = read(.role) { RoleReader(reader: $0, words: words).role() }
    words.roles = Set(roles.map(\.name))
    let clients = read(.client) { ClientReader(reader: $0, words: words, publicKeys: publicKeys($0)).client() }
    words.clients = Set(clients.map(\.id))
    let people = people()
    let trials = read(.trials) { TrialReader(reader: $0, words: words).trials() }
    checkPlaces()
    let set = PolicySet(
      model: model, purposes: purposes, masks: masks, aggregates: aggregates, roles: roles, clients: clients, people: people,
      requests: requests, calendar: calendar, trials: trials, files: files)
    diagnostics += RequestScope(set).diagnostics()
    return set
  }

  private func aggregates() -> [AggregateQuery] {
    let queries = read(.aggregates) { AggregateReader(reader: $0, words: words).queries() }.flatMap(\.self)
    words.queries = Dictionary(queries.map { ($0.name, $0) }) { first, _ in first }
    for (entity, all) in Dictionary(grouping: queries, by: \.entity) where all.count > AttributeIndex.capacity {
      report("aggregates.yaml", "too-many-queries", "实体 \(entity) 的统计过多", "entity \(entity) has too many published queries")
    }
    return queries
  }

  /// Read before the roles themselves, so that each can be held against all.
  private func parents() -> [String: [String]] {
    let pairs = files.filter { PolicyFileKind($0.path) == .role }.map { file in
      let reader = YAMLReader(file: file.path, text: file.text)
      let name = file.path.split(separator: "/").last?.dropLast(".yaml".count) ?? ""
      return (String(name), reader.list(reader.root?["inherits"])?.compactMap(\.scalar) ?? [])
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// A set whose changes nobody could approve is warned of before it is live.
  func people() -> [RegisteredPerson] {
    let people = read(.person) { PersonReader(reader: $0, publicKeys: publicKeys($0)).person() }
    let officers = people.filter { $0.role == .securityAdministrator && $0.status == .active && !$0.keys.isEmpty }
    if !people.isEmpty, officers.count < 2 {
      diagnostics.append(
        Diagnostic(
          file: "people", line: 0, column: 0, severity: .warning, code: "too-few-officers",
          zh: "有密钥的在岗安全管理员不足两名：生产环境中今后的改动无人可以批准",
          en: "fewer than two active security administrators have a key: in production nobody could approve a later change"))
    }
    return people
  }

  private func publicKeys(_ reader: YAMLReader) -> PublicKeyReader {
    PublicKeyReader(reader: reader, keyFiles: keyFiles, seen: seen)
  }

  private func read<T>(_ kind: PolicyFileKind, _ body: (YAMLReader) -> T?) -> [T] {
    files.filter { PolicyFileKind($0.path) == kind }.compactMap { file in
      let reader = YAMLReader(file: file.path, text: file.text)
      checkSchemaLine(file, reader)
      let result = body(reader)
      diagnostics += reader.diagnostics
      return result
    }
  }

  private func checkSchemaLine(_ file: PolicyFile, _ reader: YAMLReader) {
    let start = "# yaml-language-server: $schema="
    let schema = file.path.contains("/") ? "../policy.schema.json" : "policy.schema.json"
    let first = file.text.prefix { $0 != "\n" && $0 != "\r\n" }
    guard !(first.hasPrefix(start) && first.hasSuffix("policy.schema.json")) else { return }
    diagnostics.append(
      Diagnostic(
        file: file.path, line: 1, column: 1, severity: .warning, code: "schema-line-missing",
        zh: "第一行应指明结构文件：\(start)\(schema)", en: "the first line should name the schema: \(start)\(schema)"))
  }

  private func checkPlaces() {
    for path in ["purposes.yaml", "masks.yaml"] where !files.contains(where: { $0.path == path }) {
      report(path, "file-missing", "缺少文件 \(path)", "the file \(path) is missing")
    }
    for file in files where PolicyFileKind(file.path) == nil {
      report(
        file.path, "unexpected-file",
        "不认识此文件的位置：角色放 roles/，客户端放 clients/，人员放 people/，共享申请放 requests/，测试以 _test.yaml 结尾",
        "not a place of the policy set: roles/, clients/, people/, requests/, purposes.yaml, masks.yaml, aggregates.yaml, "
          + "calendar.yaml, *_test.yaml")
    }
  }

  private func report(_ file: String, _ code: String, _ zh: String, _ en: String) {
    diagnostics.append(Diagnostic(file: file, line: 0, column: 0, code: code, zh: zh, en: en))
  }
}

/// What a file is, by its path.
enum PolicyFileKind: Equatable {
  case purposes, masks, aggregates, calendar, request, role, client, person, trials, key

  init?(_ path: String) {
    let parts = path.split(separator: "/")
    if path.hasSuffix("_test.yaml") { self = .trials; return }
    switch (parts.first, parts.count) {
    case ("purposes.yaml", 1): self = .purposes
    case ("masks.yaml", 1): self = .masks
    case ("aggregates.yaml", 1): self = .aggregates
    case ("calendar.yaml", 1): self = .calendar
    case ("requests", 2) where path.hasSuffix(".yaml"): self = .request
    case ("roles", 2) where path.hasSuffix(".yaml"): self = .role
    case ("clients", 2) where path.hasSuffix(".yaml"): self = .client
    case ("people", 2) where path.hasSuffix(".yaml"): self = .person
    case ("clients", 2) where path.hasSuffix(".pem"), ("people", 2) where path.hasSuffix(".pem"): self = .key
    default: return nil
    }
  }
}
