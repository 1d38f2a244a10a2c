import ArgumentParser
import Foundation
import HubCrypto
import HubMapping
import HubModel
import HubPolicy
import HubStore

struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Who may learn what for which purpose: check, test, explain, publish.",
    discussion: "The files in Policies/ are the source; what gateways obey is the set published last.",
    subcommands: [Check.self, Test.self, Explain.self, Publish.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Report every fault of the policy files, with file:line:column.")
    @OptionGroup var settings: Settings

    func run() async throws {
      let hub = try await Hub(settings)
      let mapping = try hub.mappingSet()
      let (set, diagnostics) = PolicySet.load(
        folder: hub.configuration.policies, model: mapping.model, codes: mapping.codeWords)
      Diagnostics.show(diagnostics, folder: hub.configuration.policies)
      guard let set else { throw ExitCode(1) }
      Terminal.say(
        "\(set.roles.count) roles, \(set.clients.count) clients, \(set.purposes.count) purposes, \(set.masks.count) masks: no fault"
      )
    }
  }

  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the _test.yaml files beside the policies.")
    @OptionGroup var settings: Settings

    func run() async throws {
      let hub = try await Hub(settings)
      let set = try hub.policySet(try hub.mappingSet())
      let report = set.runTrials(at: CurrentTime.micros)
      let faults = report.results.flatMap(\.faults)
      Diagnostics.show(faults, folder: hub.configuration.policies)
      for rule in report.untested { Terminal.note("not tested: \(rule)") }
      let failed = report.results.filter { !$0.isPassed }.count
      Terminal.say("\(report.results.count - failed) passed, \(failed) failed")
      if !report.isPassed { throw ExitCode(1) }
    }
  }

  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say why a request would be allowed or denied, rule by rule.",
      discussion: """
        Example: govhub policy explain --as hall-rpa-01 --verify person --attributes number,name \\
          --purpose permit-acceptance --context itemCode,caseNo
        """)
    @OptionGroup var settings: Settings
    @Option(name: .customLong("as"), help: "The client.") var client: String
    @Option(help: "Entity to verify.") var verify: String?
    @Option(help: "Entity to read.") var read: String?
    @Option(help: "Entity to aggregate.") var aggregate: String?
    @Option(help: "Entity to export.") var export: String?
    @Option(help: "Attributes, by comma.") var attributes: String
    @Option(help: "Purpose.") var purpose: String
    @Option(help: "Parts of the context that are given, by comma.") var context: String = ""
    @Option(help: "Address the client calls from.") var from: String = "127.0.0.1"

    func validate() throws {
      if asked.count != 1 { throw ValidationError("Give one of --verify, --read, --aggregate and --export.") }
      if NetworkAddress(from) == nil { throw ValidationError("--from is an IPv4 or IPv6 address, not \(from).") }
      _ = try parts()
    }

    func run() async throws {
      let hub = try await Hub(settings)
      let set = try hub.policySet(try hub.mappingSet())
      guard let (action, entity) = asked.first else { return }
      let request = AccessRequest(
        clientID: client, action: action, entity: entity, attributes: Self.words(attributes), purpose: purpose,
        context: try parts(), network: NetworkAddress(from), time: CurrentTime.micros)
      for step in CompiledPolicy(set).explain(request).steps { Terminal.say(Terminal.isChinese ? step.zh : step.en) }
    }

    /// What was given of the actions, with its entity.
    private var asked: [(action: Action, entity: String)] {
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
      discussion: "A set with a fault or a failing test is not published; the last good one stays.")
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
  func publishPolicy() async throws -> (sequence: Int64, isNew: Bool) {
    let set = try policySet(try mappingSet())
    let report = set.runTrials(at: CurrentTime.micros)
    if !report.isPassed {
      Diagnostics.show(report.results.flatMap(\.faults), folder: configuration.policies)
      throw HubError("policy-tests-fail", "The policy tests fail; the set was not published.", remedy: "Run `govhub policy test`.")
    }
    try await requireConsent(set)
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
