import ArgumentParser
import Foundation
import HubCrypto
import HubPostgres

struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure this machine: loading and verifying, each beside a floor taken in the same run.",
    discussion: """
      Everything lies in a folder of its own with a private, durable PostgreSQL. Absolute rates say much about the machine; the
      ratios say what the hub adds. Needs wrk and pgbench. Floors:
      load      binary COPY of the same sealed rows, in file order, into an unlogged table, then INSERT … ON CONFLICT by a
                16-byte key into an empty logged one
      read      cat | iconv | wc of the same file
      look-up   pgbench -M prepared -c 8 -j 2 selecting the same rows by the same key
      """)

  @Option(help: "Folder for everything it makes.") var folder = ".govhub/bench"
  @Option(help: "Key suite: sm or nist.") var suite = "sm"
  @Option(help: "Multiplies 300,000 persons and 100,000 enterprises.") var scale = 1.0
  @Option(help: "How often loads are repeated; the median ratio is shown.") var rounds = 3
  @Option(help: "Seconds of each verification measurement.") var seconds = 10
  @Option(help: "Megabytes of the large file that is read.") var megabytes = 2000
  @Option(help: "Port of the gateway under test.") var port = 18080
  @Option(help: "Folder of mappings.") var mappings = "Mappings"
  @Option(help: "Folder of policies.") var policies = "Policies"

  func validate() throws {
    let _: Suite = try OptionWord.read(suite, of: "--suite")
    if scale < 0.01 { throw ValidationError("--scale is at least 0.01") }
    if megabytes < 1 { throw ValidationError("--megabytes is at least 1") }
    if rounds < 1 || seconds < 1 { throw ValidationError("--rounds and --seconds are at least 1") }
  }

  func run() async throws {
    let place = try BenchPlace(command: self)
    try await place.cluster.start()
    try await place.cluster.stopsWithProcess()
    do {
      try await measure(place)
      try await place.cluster.stop()
    } catch {
      try? await place.cluster.stop()
      throw error
    }
  }

  private func measure(_ place: BenchPlace) async throws {
    let manifest = try place.takeSample(scale: scale)
    var table = BenchTable()
    table.add(try DecisionBench(place: place).run())
    table.add(try await ReadBench(place: place, size: megabytes * 1_000_000).run())
    table.add(try await LoadBench(place: place, manifest: manifest, rounds: rounds).run())
    table.add(try await VerificationBench(place: place, manifest: manifest, seconds: seconds, port: port).run())
    Terminal.say("suite \(suite), \(manifest.persons) persons, \(manifest.enterprises) enterprises")
    Terminal.say(table.text)
  }
}
