import Foundation
import HubPostgres
import Testing

@testable import govhub

@Suite struct MemoryOfARun {
  @Test("a run over thirty thousand rows stays under 200 MiB, and takes hardly more memory than one over two thousand")
  func bounded() async throws {
    try await Deployment.with(isLoaded: false) { hub in
      let few = try await Self.peak(of: hub)
      let large = hub.folder.path + "/large"
      _ = try SampleSources(seed: 2, persons: 30_000, enterprises: 1_000).write(to: large)
      let file = "public-security/population.csv"
      try FileManager.default.removeItem(atPath: "\(hub.sources)/\(file)")
      try FileManager.default.moveItem(atPath: "\(large)/\(file)", toPath: "\(hub.sources)/\(file)")
      try await hub.sql { try await $0.execute(#"TRUNCATE landing."public_security__population""#) }
      let many = try await Self.peak(of: hub)
      #expect(few > 0)
      #expect(many < 200 << 10)
      #expect(many < few + (64 << 10))
    }
  }

  /// KiB, as the kernel saw it shortly before the process ended.
  private static func peak(of hub: Deployment) async throws -> Int {
    let program = try Program.start(hub.arguments(["ingest", "public-security/population"]))
    var peak = 0
    while program.isRunning {
      peak = max(peak, program.peakMemory)
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(await program.outcome().status == 0)
    return peak
  }
}

extension Program {
  /// Largest resident size so far, in KiB; 0 where it has ended.
  var peakMemory: Int {
    let status = (try? String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
