import Foundation
import HubTransfer

extension ScriptedServer {
  /// What it was asked so far.
  func requests() async throws -> [Request] {
    var bytes = Data()
    _ = try await Transfer("http://127.0.0.1:\(port)/log").bytes { bytes.append(contentsOf: $0) }
    return try JSONDecoder().decode([Request].self, from: bytes)
  }
}
