import ArgumentParser
import Foundation
import HubCrypto
import HubMapping
import HubModel
import HubPolicy
import HubStore

struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Who may learn what for which purpose: check, test, compare, publish.",
    discussion: "The files in Policies/ are the source; what gateways obey is the set published last.",
    subcommands: [Check.self, Test.self, Explain.self, Diff.self, Impact.self, Propose.self, Approve.self, Publish.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Report every fault of the policy files, with file:line:column.",
      discussion: """
        Warnings name what is right by the grammar and probably not meant: grants that others cover or denies take away, what
        has expired, roles without a client, keys that end soon. Example, for a script before publishing:
          govhub policy check --strict --json
        """)
    @OptionGroup var settings: Settings
    @Flag(help: "Exit status 1 also where there are only warnings.") var strict = false
    @Flag(help: "As JSON.") var json = false

    func run() async throws {
      let hub = try await Hub(settings)
      let folder = hub.configuration.policies
      let mapping = try hub.mappingSet()
      let (set, faults) = PolicySet.load(
        folder: folder, model: mapping.model, codes: mapping.codeWords,
        isProduction: hub.configuration.profile == .production)
      let all = (faults + (set?.findings(at: CurrentTime.micros) ?? [])).sorted()
      if json {
        Terminal.say(try Terminal.json(all.map { DiagnosticLine($0, folder: folder) }))
      } else {
        Diagnostics.show(all, folder: folder)
      }
      guard let set, !strict || all.isEmpty else { throw ExitCode(1) }
      if json { return }
      for line in MaskStrength.lines(set, chinese: Terminal.isChinese) { Terminal.say(line) }
      Terminal.say(Self.summary(set, warnings: all.count))
    }

    private static func summary(_ set: PolicySet, warnings: Int) -> String {
      let (roles, clients, purposes, masks) = (set.roles.count, set.clients.count, set.purposes.count, set.masks.count)
      let queries = set.aggregates.count
      let words =
        Terminal.isChinese
        ? "角色 \(roles)，客户端 \(clients)，用途 \(purposes)，脱敏方式 \(masks)，统计 \(queries)"
        : "\(roles) roles, \(clients) clients, \(purposes) purposes, \(masks) masks, \(queries) queries"
      return words + (Terminal.isChinese ? "：没有错误，警告 \(warnings)" : ": no fault, \(warnings) warning(s)")
    }
  }

  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run the _test.yaml files beside the policies, and name the rules that no test decides.",
      discussion: """
        Every grant and every deny counts as a rule; it is covered where it decides in a test that passes. Example:
          govhub policy test --coverage 90
        """)
    @OptionGroup var settings: Settings
    @Option(help: "Least share of covered rules in percent: below it the exit status is 1.") var coverage: Int?
    @Flag(help: "As JSON.") var json = false

    func validate() throws {
      if let coverage, !(0...100).contains(coverage) { throw ValidationError("--coverage is a percentage, 0 to 100.") }
    }

    func run() async throws {
      let hub = try await Hub(settings)
      let set = try hub.policySet(try hub.mappingSet())
      let report = set.runTrials(at: CurrentTime.micros)
      let outcome = TrialOutcome(report, folder: hub.configuration.policies)
      if json { Terminal.say(try Terminal.json(outcome)) } else { outcome.show(report, folder: hub.configuration.policies) }
      let isCovered = coverage.map { report.coverage.percent >= $0 } ?? true
      if !isCovered, !json {
        Terminal.error(Terminal.isChinese ? "覆盖率低于 \(coverage ?? 0)%" : "the coverage is below \(coverage ?? 0) %")
      }
      if !report.isPassed || !isCovered { throw ExitCode(1) }
    }
  }

  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say why a request would be allowed or denied, rule by rule.",
      discussion: """
        Example: govhub policy explain --as hall-rpa-01 --verify person --attributes number,name \\
          --purpose permit-acceptance --context itemCode,caseNo
        For a published query its name takes the place of entity and attributes:
          govhub policy explain --as reader-01 --aggregate enterprises-by-state --purpose statistics
        """)
    @OptionGroup var settings: Settings
    @Option(name: .customLong("as"), help: "The client.") var client: String
    @Option(help: "Entity to verify.") var verify: String?
    @Option(help: "Entity to read.") var read: String?
    @Option(help: "Published query to answer.") var aggregate: String?
    @Option(help: "Entity to export.") var export: String?
    @Option(help: "Attributes, by comma; not with --aggregate.") var attributes: String = ""
    @Option(help: "Purpose.") var purpose: String
    @Option(help: "Parts of the context that are given, by comma.") var context: String = ""
    @Option(help: "Address the client calls from.") var from: String = "127.0.0.1"

    func validate() throws {
      if asked.count != 1 { throw ValidationError("Give one of --verify, --read, --aggregate and --export.") }
      if attributes.isEmpty != (aggregate != nil) {
        throw ValidationError("Give --attributes with --verify, --read and --export; a query of --aggregate needs none.")
      }
      if NetworkAddress(from) == nil { throw ValidationError("--from is an IPv4 or IPv6 address, not \(from).") }
      _ = try parts()
    }

    func run() async throws {
      let hub = try await Hub(settings)
      let set = try hub.policySet(try hub.mappingSet())
      guard let (action, name) = asked.first else { return }
      let query = try action == .aggregate ? Self.query(name, of: set) : nil
      let request = AccessRequest(
        clientID: client, action: action, entity: query?.entity ?? name,
        attributes: query.map { [$0.name] } ?? Self.words(attributes), purpose: purpose, context: try parts(),
        network: NetworkAddress(from), time: CurrentTime.micros)
      for step in CompiledPolicy(set).explain(request).steps { Terminal.say(Terminal.isChinese ? step.zh : step.en) }
    }

    private static func query(_ name: String, of set: PolicySet) throws -> AggregateQuery {
      if let query = set.aggregates.first(where: { $0.name == name }) { return query }
      throw OptionWord.refused(name, of: "--aggregate", words: set.aggregates.map(\.name))
    }

    /// What was given of the actions, with its entity or, of an aggregate, its query.
    private var asked: [(action: Action, name: String)] {
      let given: [(Action, String?)] = [(.verify, verify), (.read, read), (.aggregate, aggregate), (.export, export)]
      return given.compactMap { action, entity in entity.map { (action, $0) } }
    }

    private func parts() throws -> ContextParts {
      try Self.words(context).reduce(into: ContextParts()) { parts, word in
        guard let part = ContextParts(word: word) else {
          throw OptionWord.refused(word, of: "--context", words: ContextParts.words)
        }
        parts.formUnion(part)
      }
    }

    private static func words(_ text: String) -> [String] {
      text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check, test and publish the policy files: gateways obey them within a second.",
      discussion: """
        A set with a fault or a failing test is not published; the last good one stays. In production it must be proposed and
        approved first, by two persons.
        """)
    @OptionGroup var settings: Settings
    @Option(help: "Grants in force that the set takes away, as role/id, by comma.") var withdraw: String = ""

    func run() async throws {
      let hub = try await Hub(settings)
      try await hub.requireNotice(
        try hub.policySet(try hub.mappingSet()), withdraw: withdraw.split(separator: ",").map(String.init))
      let published = try await hub.publishPolicy()
      Terminal.say("policy set p\(published.sequence) is live" + (published.isNew ? "" : " (unchanged)"))
    }
  }
}

extension Hub {
  /// The policy set of the folder, with its tests passed.
  func testedPolicySet() throws -> PolicySet {
    let set = try policySet(try mappingSet())
    let report = set.runTrials(at: CurrentTime.micros)
    if !report.isPassed {
      Diagnostics.show(report.results.flatMap(\.faults), folder: configuration.policies)
      throw HubError("policy-tests-fail", "The policy tests fail; nothing was changed.", remedy: "Run `govhub policy test`.")
    }
    return set
  }

  func publishPolicy() async throws -> (sequence: Int64, isNew: Bool) {
    let set = try testedPolicySet()
    try await requireConsent(set)
    if try await withDatabase(nil, { try await isProduction(on: $0) }) { return try await FourEyes(hub: self, set: set).publish() }
    try await record(.publishPolicy, [Hex.encode(set.digest)])
    return try await withDatabase(nil) { connection in
      try await PublishedSet.publish(.policy, files: set.packable, digest: set.digest, by: Person.current, on: connection)
    }
  }
}

extension PolicySet {
  var packable: [(path: String, text: String)] { files.map { ($0.path, $0.text) } }
  var digest: [UInt8] { SM3.digest(canonicalBytes).bytes }
}

enum CurrentTime {
  /// Microseconds since 1970.
  static var micros: Int64 { Int64(Date().timeIntervalSince1970 * 1_000_000) }
}

enum Diagnostics {
  static func show(_ diagnostics: [Diagnostic], folder: String) {
    for diagnostic in diagnostics.sorted() {
      Terminal.error("\(folder)/" + diagnostic.rendered(chinese: Terminal.isChinese))
    }
  }
}
