import Foundation
import Glibc
import HubModel
import Synchronization

/// A program run beside the bench, watched from outside.
struct BenchProgram {
  struct Usage: Sendable {
    var output: String
    var seconds: Double
    var cpu: Double
    var peak: Int
  }

  let process = Process()

  init(_ path: String, _ arguments: [String], log: String? = nil) {
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GOVHUB_") && !$0.key.hasPrefix("PG") }
    process.standardInput = FileHandle.nullDevice
    guard let log else { return }
    _ = FileManager.default.createFile(atPath: log, contents: nil, attributes: [.posixPermissions: 0o600])
    let handle = FileHandle(forWritingAtPath: log) ?? FileHandle.nullDevice
    process.standardError = handle
  }

  /// Threads of the pool block most signals, and a program begins with the mask of the thread that starts it: without SIGALRM
  /// pgbench does not end.
  func start() throws {
    var none = sigset_t()
    var own = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &own)
    defer { pthread_sigmask(SIG_SETMASK, &own, nil) }
    try process.run()
  }

  /// Runs to the end. Throws `bench-program-failed` for any status but 0.
  func run() async throws -> Usage {
    let output = Pipe()
    process.standardOutput = output
    let ended = Mutex<ContinuousClock.Instant?>(nil)
    process.terminationHandler = { _ in ended.withLock { $0 = .now } }
    let before = ProcessMeter.secondsOfEndedChildren
    let started = ContinuousClock.now
    try start()
    let reading = Task.detached { output.fileHandleForReading.readDataToEndOfFile() }
    var peak = 0
    while ended.withLock({ $0 }) == nil {
      peak = max(peak, ProcessMeter.peak(of: process.processIdentifier) ?? 0)
      try? await Task.sleep(for: .milliseconds(10))
    }
    let text = String(decoding: await reading.value, as: UTF8.self)
    let elapsed = started.duration(to: ended.withLock { $0 } ?? .now)
    guard process.terminationStatus == 0 else {
      let name = process.executableURL?.lastPathComponent ?? ""
      throw HubError("bench-program-failed", "\(name) \(process.arguments?.first ?? "") ended with \(process.terminationStatus).")
    }
    return Usage(
      output: text, seconds: elapsed / .seconds(1), cpu: ProcessMeter.secondsOfEndedChildren - before, peak: peak)
  }

  /// This program itself.
  static let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]

  /// Where a program of the path lies. Throws `program-missing`.
  static func find(_ name: String, package: String) throws -> String {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") { return "\(folder)/\(name)" }
    throw HubError("program-missing", "The bench needs \(name).", remedy: "Install it: apt-get install \(package).")
  }
}
