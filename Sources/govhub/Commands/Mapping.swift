import ArgumentParser
import HubConnectorKit
import HubCrypto
import HubMapping
import HubModel
import HubStore

struct MappingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mapping", abstract: "How departments' data becomes the model: check, test, preview, publish.",
    discussion: "The files in Mappings/ are the source; what runs use is the set published last.",
    subcommands: [Check.self, Test.self, Preview.self, Publish.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Report every fault of the mapping files, with file:line:column, and say in words what will be done.")
    @OptionGroup var settings: Settings
    @Argument(help: "Only the words of this dataset.") var dataset: String?
    @Flag(help: "Faults only.") var quiet = false

    func run() async throws {
      let hub = try await Hub(settings)
      let (set, diagnostics) = hub.loadMappings()
      Diagnostics.show(diagnostics, folder: hub.configuration.mappings)
      guard let set, !diagnostics.contains(where: { $0.severity == .error }) else { throw ExitCode(1) }
      if let dataset, set.dataset(dataset) == nil { throw set.unknown(dataset) }
      if !quiet { Terminal.say(set.inWords(chinese: Terminal.isChinese, only: dataset)) }
      Terminal.say("\(set.datasets.count) datasets, \(set.codes.count) code lists: no fault")
    }
  }

  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the _test.yaml files beside the datasets.")
    @OptionGroup var settings: Settings
    @Argument(help: "Only this dataset.") var dataset: String?

    func run() async throws {
      let hub = try await Hub(settings)
      let set = try hub.mappingSet()
      if let dataset, set.dataset(dataset) == nil { throw set.unknown(dataset) }
      let results = set.runTests(only: dataset)
      for result in results where !result.passed {
        for failure in result.failures {
          let text = Terminal.isChinese ? failure.zh : failure.en
          Terminal.error("\(hub.configuration.mappings)/\(result.file):\(result.line): \(result.title): \(text)")
        }
      }
      for untested in set.untestedDatasets { Terminal.note("no tests: \(untested)") }
      let failed = results.filter { !$0.passed }.count
      Terminal.say("\(results.count - failed) passed, \(failed) failed")
      if failed > 0 { throw ExitCode(1) }
    }
  }

  struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the first rows of a source before and after, and what would be quarantined and why.",
      discussion: "Touches no database. Values are shown by level: level 3 and 4 only as shapes.")
    @OptionGroup var settings: Settings
    @Argument(help: "The dataset.") var dataset: String
    @Option(help: "So many rows.") var rows = 20

    private struct Enough: Error {}

    func run() async throws {
      let hub = try await Hub(settings)
      let set = try hub.mappingSet()
      guard let mapping = set.dataset(dataset) else { throw set.unknown(dataset) }
      let source = try SourceConnectors.make(mapping.source, hub: hub.configuration)
      var shown = false
      do {
        _ = try await source.read(batchRows: rows) { batch in
          show(mapping.preview(batch, model: set.model, limit: rows))
          shown = true
          throw Enough()
        }
      } catch is Enough {}
      if !shown { Terminal.say("the source has no rows") }
    }

    private func show(_ preview: MappingPreview) {
      for row in preview.rows {
        Terminal.say("line \(row.line)" + (row.remarks.isEmpty ? "" : "  [\(row.remarks.joined(separator: ", "))]"))
        let cells = row.values.map { [$0.attribute, $0.title, $0.before ?? "∅", "→", $0.after ?? "∅"] }
        Terminal.say(Terminal.table(["attribute", "title", "before", "", "after"], cells))
        Terminal.say()
      }
      if preview.refusals.isEmpty { Terminal.say("nothing would be quarantined") }
      for refusal in preview.refusals {
        let text = Terminal.isChinese ? refusal.zh : refusal.en
        Terminal.say("quarantine: line \(refusal.line): \(refusal.reason)\(refusal.field.map { " (\($0))" } ?? ""): \(text)")
        Terminal.say("  \(refusal.shape)")
      }
    }
  }

  struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check, test and publish the mapping files: the next runs use them, gateways follow within a second.",
      discussion: "A set with a fault or a failing test is not published. New attributes or datasets need `govhub migrate` first.")
    @OptionGroup var settings: Settings

    func run() async throws {
      let hub = try await Hub(settings)
      let published = try await hub.publishMapping()
      Terminal.say("mapping set m\(published.sequence) is live" + (published.isNew ? "" : " (unchanged)"))
    }
  }
}

extension Hub {
  /// The mapping set of the folder, with its tests passed.
  func testedMappingSet() throws -> MappingSet {
    let set = try mappingSet()
    let failed = set.runTests().filter { !$0.passed }
    guard failed.isEmpty else {
      throw HubError(
        "mapping-tests-fail", "\(failed.count) mapping test(s) fail; nothing was changed.", remedy: "Run `govhub mapping test`.")
    }
    return set
  }

  func publishMapping() async throws -> (sequence: Int64, isNew: Bool) {
    let set = try testedMappingSet()
    return try await withDatabase(nil) { connection in
      let plan = try await Migrator(connection: connection, schema: set.storeSchema).plan()
      guard plan.isEmpty else {
        throw HubError(
          "migration-needed", "The set needs \(plan.count) change(s) of the database.",
          remedy: "Run `govhub migrate --plan`, then `govhub migrate`.")
      }
      try await record(.publishMapping, [Hex.encode(set.digest)])
      return try await PublishedSet.publish(.mapping, files: set.files, digest: set.digest, by: Person.current, on: connection)
    }
  }
}

extension MappingSet {
  func unknown(_ dataset: String) -> HubError {
    HubError(
      "dataset-unknown", "No mapping describes \(dataset).",
      remedy: "Known: \(datasets.map(\.schema.name).joined(separator: ", ")).")
  }
}
