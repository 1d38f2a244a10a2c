import Foundation
import Glibc
import Synchronization

/// The built `govhub`, run as the process that people run. What it prints goes to files, so that tests can search them.
final class Program: Sendable {
  struct Outcome: Sendable {
    /// Exit status, or 128 + signal.
    var status: Int32
    var output: String
    var errors: String
  }

  private let process: Process
  private let folder: String
  private let ended: AsyncStream<Int32>

  private init(process: Process, folder: String, ended: AsyncStream<Int32>) {
    self.process = process
    self.folder = folder
    self.ended = ended
  }

  /// Beside the test bundle.
  static let path: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: own).deletingLastPathComponent().path + "/govhub"
  }()

  /// Everything that processes printed since the tests began lies below this folder.
  static let prints = TemporaryFolder("prints")

  /// `environment`: variables beside the few that every process here has.
  static func start(_ arguments: [String], input: Pipe? = nil, environment: [String: String] = [:]) throws -> Program {
    let folder = "\(prints.path)/\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["out", "err"] { _ = FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: nil) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    // No settings of whoever runs the tests.
    let basic = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": folder]
    process.environment = basic.merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    if let input { process.standardInput = input } else { process.standardInput = FileHandle.nullDevice }
    let prints = ["out", "err"].map { FileHandle(forWritingAtPath: "\(folder)/\($0)") }
    // Foundation keeps what it handed to a process open, and every later child would inherit it.
    defer { for file in prints { try? file?.close() } }
    process.standardOutput = prints[0]
    process.standardError = prints[1]
    let (ended, end) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { process in
      end.yield(process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus)
      end.finish()
    }
    try process.run()
    return Program(process: process, folder: folder, ended: ended)
  }

  static func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Outcome {
    await (try start(arguments, environment: environment)).outcome()
  }

  /// To be asked once.
  func outcome() async -> Outcome {
    let status = await ended.first { _ in true } ?? -1
    return Outcome(status: status, output: output, errors: errors)
  }

  var output: String { text("out") }
  var errors: String { text("err") }
  var isRunning: Bool { process.isRunning }
  var processID: Int32 { process.processIdentifier }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  private func text(_ name: String) -> String {
    (try? String(decoding: Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")), as: UTF8.self)) ?? ""
  }
}

/// A folder that goes with the test process.
final class TemporaryFolder: Sendable {
  let path: String
  private static let all = Mutex<[String]>([])

  init(_ name: String) {
    path = "\(NSTemporaryDirectory())/govhub-e2e-\(name)-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let isFirst = Self.all.withLock { all in
      all.append(path)
      return all.count == 1
    }
    if isFirst { atexit { TemporaryFolder.removeAll() } }
  }

  private static func removeAll() {
    for path in all.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}
