import Foundation
import HubModel

@testable import HubCrypto

func hex(_ text: String) -> [UInt8] { Hex.decode(text.filter { $0 != " " })! }

func ring(_ suite: Suite = .sm, root: UInt8 = 7, version: UInt16 = 1) throws -> KeyRing {
  try KeyRing(suite: suite, version: version, root: secret([UInt8](repeating: root, count: 32)))
}

func secret(_ bytes: [UInt8]) -> SecretBytes { bytes.withUnsafeBytes { SecretBytes(copying: $0) } }

extension SecretBytes {
  var copy: [UInt8] { withBytes { Array($0) } }
}

func mac(_ hash: HashAlgorithm, key: [UInt8], _ message: [UInt8]) -> [UInt8] {
  let context = MACContext(hash, key: secret(key))
  message.withUnsafeBytes { context.update($0) }
  return context.finish().bytes
}

/// A folder that is gone after the test.
func withFolder<R>(_ body: (String) throws -> R) throws -> R {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

/// Output and status of the `openssl` command: the second opinion. Files rather than pipes: a signal that ends one
/// child interrupts the reading from another.
func openssl(_ arguments: [String], input: [UInt8] = []) throws -> (status: Int32, output: String) {
  try withFolder { folder in
    let (source, result) = (folder + "/input", folder + "/output")
    for (path, bytes) in [(source, input), (result, [])] { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = arguments
    process.standardInput = FileHandle(forReadingAtPath: source)
    process.standardOutput = FileHandle(forWritingAtPath: result)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOfFile: result, encoding: .utf8))
  }
}

func code(of body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return (error as? HubError)?.code.rawValue ?? "\(error)"
  }
}
