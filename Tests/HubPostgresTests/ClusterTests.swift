import Foundation
import HubPostgres
import HubTesting
import Testing

@Suite(.serialized) struct ClusterTests {
  /// Gives a folder below `parent` that is removed afterwards.
  private func withFolder(below parent: String = "/tmp", _ body: (String) async throws -> Void) async throws {
    var template = Array("\(parent)/govhub-cluster-XXXXXX".utf8CString)
    _ = try #require(mkdtemp(&template))
    let folder = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    chmod(folder, 0o755)
    do { try await body(folder) } catch {
      remove(folder)
      throw error
    }
    remove(folder)
  }

  private func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  private func open(_ cluster: PrivateCluster) async throws -> PostgresConnection {
    try await PostgresConnection.connect(PostgresConfiguration(uri: cluster.uri()))
  }

  @Test("durable, without TCP, a socket for the owner alone, and not run by root")
  func settings() async throws {
    try await withFolder { folder in
      let cluster = try PrivateCluster(folder: folder + "/.govhub")
      try await cluster.start()
      let connection = try await open(cluster)
      let rows = try await connection.query(
        """
        SELECT current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'),
          current_setting('listen_addresses'), current_setting('data_checksums'), current_setting('server_encoding')
        """)
      #expect((0..<6).map { rows.text(0, $0) } == ["on", "on", "on", "", "on", "UTF8"])
      var status = stat()
      #expect(stat(cluster.socketFolder, &status) == 0 && status.st_mode & 0o077 == 0 && status.st_uid != 0)
      #expect(stat("/proc/\(cluster.processID ?? 0)", &status) == 0 && status.st_uid != 0)
      #expect((cluster.socketFolder + "/.s.PGSQL.5432").utf8.count <= 107)
      try await cluster.stop()
      #expect(cluster.processID == nil)
      try await cluster.stop()
    }
  }

  @Test("a second start joins the running server and changes nothing; a start after kill -9 recovers every commit")
  func restart() async throws {
    try await withFolder { folder in
      let cluster = try PrivateCluster(folder: folder)
      try await cluster.start()
      let connection = try await open(cluster)
      try await connection.execute("CREATE TABLE t (n int8); INSERT INTO t VALUES (1)")
      let first = cluster.processID
      let again = try PrivateCluster(folder: folder)
      try await again.start()
      #expect(again.processID == first)
      kill(try #require(first), SIGKILL)
      try await again.start()
      #expect(try await open(again).query("SELECT n FROM t").int8(0, 0) == 1)
      try await again.stop()
    }
  }

  @Test("a process file left by a killed server is not believed when its number belongs to another program")
  func stalePID() async throws {
    try await withFolder { folder in
      let cluster = try PrivateCluster(folder: folder)
      try await cluster.start()
      try await cluster.stop()
      let text = "\(getpid())\n\(cluster.dataFolder)\n0\n5432\n\(cluster.socketFolder)\n\n0 0\nready\n"
      let file = try #require(fopen(cluster.dataFolder + "/postmaster.pid", "w"))
      fputs(text, file)
      fclose(file)
      #expect(cluster.processID == nil)
      try await cluster.start()
      #expect(try await open(cluster).query("SELECT 1").count == 1)
      try await cluster.stop()
    }
  }

  @Test("a path too long for a socket gets a short one elsewhere")
  func longPath() async throws {
    try await withFolder { folder in
      let long = folder + "/" + String(repeating: "很长的文件夹", count: 8)
      let cluster = try PrivateCluster(folder: long)
      #expect((cluster.socketFolder + "/.s.PGSQL.5432").utf8.count <= 107)
      try await cluster.start()
      #expect(try await open(cluster).query("SELECT 1").count == 1)
      try await cluster.stop()
      rmdir(cluster.socketFolder)
    }
  }

  @Test("under root, below a folder that the server's user cannot enter, the cluster lies in /var/lib/govhub behind a link")
  func unreachable() async throws {
    guard geteuid() == 0 else { return }
    try await withFolder { folder in
      chmod(folder, 0o700)
      let cluster = try PrivateCluster(folder: folder + "/.govhub")
      #expect(cluster.home.hasPrefix("/var/lib/govhub/"))
      try await cluster.start()
      #expect(try await open(cluster).query("SELECT 1").count == 1)
      try await cluster.stop()
      let again = try PrivateCluster(folder: folder + "/.govhub")
      #expect(again.home == cluster.home)
      #expect(access(folder + "/.govhub/postgres/data/PG_VERSION", F_OK) == 0)
      remove(cluster.home)
    }
  }
}
