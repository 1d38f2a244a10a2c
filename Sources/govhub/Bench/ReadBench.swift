import Foundation
import HubModel

/// One large file of the population register read to its end and thrown away, beside `cat | iconv | wc` of the same file.
struct ReadBench {
  let place: BenchPlace
  /// Bytes of the file.
  let size: Int

  private static let dataset = "public-security/population"

  func run() async throws -> [BenchRow] {
    let sources = place.path + "/large"
    let file = "\(sources)/\(Self.dataset).csv"
    try makeFile(file)
    defer { try? FileManager.default.removeItem(atPath: sources) }
    Terminal.note("reading a file of \(size / 1_000_000) MB")
    let floor = try await BenchProgram(
      "/bin/sh", ["-c", "cat \"$1\" | iconv -c -f GB18030 -t UTF-8 | wc -l || true", "sh", file]
    ).run()
    let rows = Double(floor.output.trimmingCharacters(in: .whitespacesAndNewlines)).map { $0 - 1 } ?? 0
    let usage = try await BenchProgram(
      BenchProgram.own,
      ["connector", "count", Self.dataset, "--sources", sources, "--mappings", place.hub.configuration.mappings],
      log: place.path + "/read.log"
    ).run()
    return [
      BenchRow(
        what: "read \(size / 1_000_000_000) GB", rate: rows / usage.seconds, floor: rows / floor.seconds,
        ownCPU: usage.cpu / rows * 1e6, peak: usage.peak, remark: "floor: cat | iconv | wc, lines; at most 200 MiB")
    ]
  }

  /// The sample's file over and over behind one header.
  private func makeFile(_ path: String) throws {
    let sample = "\(place.hub.configuration.sources)/\(Self.dataset).csv"
    guard let data = FileManager.default.contents(atPath: sample), let end = data.firstIndex(of: 0x0A) else {
      throw HubError("sample-missing", "The sample has no file \(sample).")
    }
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: path, contents: data[...end])
    guard let file = FileHandle(forWritingAtPath: path) else { throw CocoaError(.fileWriteUnknown) }
    defer { try? file.close() }
    try file.seekToEnd()
    var written = 0
    while written < size {
      try file.write(contentsOf: data[(end + 1)...])
      written += data.count - end - 1
    }
  }
}
