internal import Glibc
internal import HubModel

/// A cluster in a temporary folder for the life of this process. A guardian beside it waits for our end of a pipe to
/// close, which also a `kill -9` does, then stops the server and removes the folder, and where the cluster lies elsewhere.
package struct ThrowawayCluster: Sendable {
  package let cluster: PrivateCluster

  /// Not durable unless `settings` say so: nobody reads it after this process.
  package static func start(settings: [String: String] = [:]) async throws -> ThrowawayCluster {
    let hasty = ["fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "200"]
    return try await Threads.run {
      let folder = try temporaryFolder()
      let cluster = try PrivateCluster(folder: folder, settings: hasty.merging(settings) { $1 })
      try cluster.guardUntilExit(mode: "immediate", removing: [folder, cluster.home, cluster.socketFolder])
      try cluster.startBlocking()
      return ThrowawayCluster(cluster: cluster)
    }
  }

  /// On a copy of a base backup, made in a new folder below `parent`. The backup stays as it is.
  package static func start(onCopyOf backup: String, in parent: String) async throws -> ThrowawayCluster {
    try await Threads.run {
      let folder = try temporaryFolder(in: Files.absolute(parent))
      let cluster = try PrivateCluster(folder: folder, settings: ["fsync": "off", "full_page_writes": "off"])
      try cluster.guardUntilExit(mode: "immediate", removing: [folder, cluster.home, cluster.socketFolder])
      try cluster.adopt(backup)
      try cluster.startBlocking()
      return ThrowawayCluster(cluster: cluster)
    }
  }

  private static func temporaryFolder(in parent: String = "/tmp") throws -> String {
    var path = Array("\(parent)/govhub-test-XXXXXX".utf8CString)
    guard mkdtemp(&path) != nil else {
      throw HubError("folder-not-usable", "No folder could be made in \(parent).")
    }
    chmod(path, 0o755)
    return path.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }
}
