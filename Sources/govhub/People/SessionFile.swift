import Foundation
import HubCrypto
import HubModel

/// The token of the session, so that not every command asks for the key: a file of mode 0600 in a folder of the person's own.
struct SessionFile {
  let folder: String

  var path: String { "\(folder)/session" }

  /// The folder that the operating system takes away when the person logs out of it, where there is one.
  static var current: SessionFile { SessionFile(environment: ProcessInfo.processInfo.environment) }

  init(environment: [String: String]) {
    if let runtime = environment["XDG_RUNTIME_DIR"], !runtime.isEmpty {
      folder = "\(runtime)/govhub"
    } else {
      folder = "\(environment["HOME"] ?? NSHomeDirectory())/.local/state/govhub"
    }
  }

  func write(_ token: [UInt8]) throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    remove()
    guard try PrivateFile.create(path, Base64.encodeURL(token)) else {
      throw HubError("session-unwritable", "\(path) cannot be made.", remedy: "See that its folder is yours.")
    }
  }

  /// Nil where there is none. Throws `session-exposed`.
  func read() throws(HubError) -> [UInt8]? {
    guard let text = try PrivateFile.read(path, exposed: "session-exposed") else { return nil }
    return Base64.decodeURL(text)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
