import HubPolicy
import HubMapping
import HubCrypto
import ArgumentParser
import Foundation
import HubModel
import HubPostgres
import HubStore

struct Dev: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A whole hub on this machine: private PostgreSQL, sample sources, gateway on 127.0.0.1:8080.",
    discussion: """
      The sample's departments hand out files, serve a file and a REST interface over HTTP, and give an account on a database; what each
      dataset then reads from is in .govhub/mappings.
      Everything lies in the folder .govhub; remove it to begin anew. What is edited or deleted in Policies/ and Mappings/ is
      published while it runs.
      --once asks the sample questions, prints the answers, and ends with status 1 if any is not the expected one.
      """)

  @Option(help: "Folder for everything it makes.") var folder = ".govhub"
  @Option(help: "Port of the gateway.") var port = 8080
  @Option(help: "Persons of the sample.") var persons = 50_000
  @Option(help: "Enterprises of the sample.") var enterprises = 20_000
  @Option(help: "Key suite of a new folder: sm or nist.") var suite = "sm"
  @Option(help: "Folder of mappings.") var mappings = "Mappings"
  @Option(help: "Folder of policies.") var policies = "Policies"
  @Flag(help: "Ask the sample questions and stop.") var once = false

  func validate() throws { let _: Suite = try OptionWord.read(suite, of: "--suite") }

  func run() async throws {
    let path = URL(fileURLWithPath: folder).path
    let environment = try DevelopmentHub(folder: DevelopmentFolder(path: path), command: self)
    try await environment.run()
  }
}

/// `govhub dev` at work.
struct DevelopmentHub {
  let folder: DevelopmentFolder
  let command: Dev
  let hub: Hub
  let cluster: PrivateCluster

  init(folder: DevelopmentFolder, command: Dev) throws {
    self.folder = folder
    self.command = command
    try folder.make()
    try FolderLock.take(folder.path, for: "govhub dev")
    cluster = try PrivateCluster(folder: folder.cluster)
    hub = Hub(
      HubConfiguration(
        database: cluster.uri(), keys: folder.keys, mappings: folder.mappings, policies: folder.policies,
        sources: folder.sources, secrets: folder.secrets, host: "127.0.0.1", port: command.port, audience: "govhub",
        trustedProxies: []))
  }

  func run() async throws {
    Terminal.note("database: starting in \(cluster.home)")
    try await cluster.start()
    do {
      let manifest = try folder.takeSample(persons: command.persons, enterprises: command.enterprises)
      let departments = try await SampleDepartments.open(folder, cluster)
      do { try await prepareAndServe(manifest, departments) } catch {
        await departments.close()
        throw error
      }
      await departments.close()
      try await cluster.stop()
    } catch {
      try? await cluster.stop()
      throw error
    }
  }

  private func prepareAndServe(_ manifest: SampleManifest, _ departments: SampleDepartments) async throws {
    try await prepare(departments)
    let reports = try await Ingestion(hub: hub).run(datasets: nil, isForced: false)
    Terminal.say(RunRow.table(reports))
    let server = try await GatewayServer(hub: hub)
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let wrong = try await withThrowingTaskGroup(of: Ended.self) { group in
      group.addTask {
        // The server takes no connection before this returns.
        try await server.run { port.yield($0) }
        return .stopped
      }
      group.addTask {
        await SetWatcher(
          folder: folder, hub: hub, policies: command.policies, mappings: (command.mappings, departments.sources)
        ).watch()
        return .stopped
      }
      group.addTask { .asked(await converse(manifest, ports)) }
      var wrong = 0
      for try await ended in group {
        switch ended {
        case .asked(let count): wrong = count
        case .stopped: group.cancelAll()
        }
      }
      return wrong
    }
    if wrong != 0 { throw ExitCode(1) }
  }

  private enum Ended { case stopped, asked(Int) }

  /// Once the gateway runs: asks the sample questions and ends the process, or tells how to ask.
  private func converse(_ manifest: SampleManifest, _ ports: AsyncStream<Int>) async -> Int {
    guard let port = await ports.first(where: { _ in true }) else { return 0 }
    guard command.once else {
      introduce(manifest, port: port)
      return 0
    }
    let wrong = await questions(manifest, port: port)
    kill(getpid(), SIGTERM)
    return wrong
  }

  private func prepare(_ departments: SampleDepartments) async throws {
    if !FileManager.default.fileExists(atPath: folder.keys) {
      let suite: Suite = try OptionWord.read(command.suite, of: "--suite")
      try KeyRing.create(at: folder.keys, suite: suite)
    }
    try folder.takeMappings(from: command.mappings, sources: departments.sources)
    let mapping = try hub.mappingSet()
    try folder.takePolicies(from: command.policies, model: mapping.model)
    try await hub.prepare()
  }

  private func questions(_ manifest: SampleManifest, port: Int) async -> Int {
    do { return try await DemoSession(folder: folder, hub: hub, port: port).ask(DemoQuestion.all(manifest)) } catch {
      Terminal.error("the questions could not be asked: \(error)")
      return -1
    }
  }

  private func introduce(_ manifest: SampleManifest, port: Int) {
    guard let question = DemoQuestion.all(manifest).first else { return }
    let program = CommandLine.arguments.first ?? "govhub"
    let token = "$(\(program) token --client \(question.client) --key \(folder.clientKey(question.client)))"
    Terminal.say(
      """

      Ask it yourself (another terminal, this folder):

      curl -s http://127.0.0.1:\(port)\(question.path) -H "Authorization: Bearer \(token)" \\
        -H 'Content-Type: application/json' -d '\(question.body)'
      curl -s http://127.0.0.1:\(port)/healthz
      curl -s http://127.0.0.1:\(port)/openapi.json

      Next: edit Policies/ or Mappings/ (published as you save) · \(program) mapping preview public-security/population --sources \(folder.sources)
            GOVHUB_DATABASE='\(cluster.uri())' \(program) audit verify · README.md. Ctrl-C stops gateway and database.
      """)
  }
}
