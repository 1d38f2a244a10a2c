import ArgumentParser
import HubMapping
import HubModel
import HubPolicy
import HubStore

extension PolicyCommand {
  struct Diff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say in words who could ask more (+), less (-) or otherwise (~) under another policy set.",
      discussion: """
        Without options the files are compared with the live set. Examples:
          govhub policy diff
          govhub policy diff --from p4 --to live
          govhub policy diff --from ../reviewed/Policies --json
        """)
    @OptionGroup var settings: Settings
    @Option(help: "The set that is replaced: live, a number such as p4, or a folder.") var from = "live"
    @Option(help: "The set that takes its place, named alike (default: the policy files).") var to: String?
    @Flag(help: "As JSON.") var json = false

    private struct Line: Encodable {
      var direction: String
      var zh: String
      var en: String
    }

    func run() async throws {
      let hub = try await Hub(settings)
      let old = try await hub.policySet(PolicySource(from))
      let new = try await hub.policySet(to.map { PolicySource($0) } ?? .folder(hub.configuration.policies))
      let differences = old.differences(to: new)
      if json {
        let lines = differences.map { Line(direction: $0.direction.rawValue, zh: $0.zh, en: $0.en) }
        return Terminal.say(try Terminal.json(lines))
      }
      for difference in differences {
        Terminal.say("\(difference.direction.mark) \(Terminal.isChinese ? difference.zh : difference.en)")
      }
      if differences.isEmpty { Terminal.say(Terminal.isChinese ? "没有差别" : "no difference") }
    }
  }
}

/// Where a policy set is taken from.
enum PolicySource: Equatable {
  case live
  case numbered(Int64)
  case folder(String)

  /// A folder that is called like a number is written `./p4`.
  init(_ word: String) {
    if word == "live" {
      self = .live
    } else if word.hasPrefix("p"), let sequence = Int64(word.dropFirst()), sequence > 0 {
      self = .numbered(sequence)
    } else {
      self = .folder(word)
    }
  }
}

extension Hub {
  func policySet(_ source: PolicySource) async throws -> PolicySet {
    switch source {
    case .folder(let path):
      var hub = self
      hub.configuration.policies = path
      return try hub.policySet(try mappingSet())
    case .live:
      return try await withDatabase(nil) { try await publishedPolicy(on: $0) }
    case .numbered(let sequence):
      return try await withDatabase(nil) { connection in
        guard let published = try await PublishedSet.numbered(.policy, sequence, on: connection) else {
          throw HubError("policy-set-unknown", "The database holds no policy set p\(sequence).", remedy: "See `govhub status`.")
        }
        return try PolicySet.read(published, model: try await publishedMapping(on: connection).model)
      }
    }
  }
}

extension PolicyDifference.Direction {
  fileprivate var mark: String {
    switch self {
    case .more: "+"
    case .less: "-"
    case .changed: "~"
    }
  }
}
