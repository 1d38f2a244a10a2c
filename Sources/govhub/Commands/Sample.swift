import ArgumentParser

struct Sample: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write sample departmental sources: invented people and firms, with the mess of real registers.",
    discussion: "The same seed and sizes give the same bytes. manifest.json lists every planted fault with its exact count.")

  @Option(help: "Folder to write into.") var out: String
  @Option(help: "Seed.") var seed: UInt64 = 1
  @Option(help: "Persons.") var persons = 50_000
  @Option(help: "Enterprises.") var enterprises = 20_000
  @Option(help: "Multiply both by this.") var scale = 1.0

  func validate() throws {
    if scale <= 0 { throw ValidationError("--scale is more than 0") }
  }

  func run() async throws {
    let sources = SampleSources(
      seed: seed, persons: Int(Double(persons) * scale), enterprises: Int(Double(enterprises) * scale))
    let manifest = try sources.write(to: out) { Terminal.progress("sample: \(Int($0 * 100)) %") }
    Terminal.endProgress()
    let rows = manifest.datasets.map { ["\(out)/\($0.file)", "\($0.rows)", "\($0.bytes / 1024)"] }
    Terminal.say(Terminal.table(["file", "rows", "KiB"], rows, right: [1, 2]))
  }
}
