internal import HubModel

/// A copy of all files of a cluster, with the log that makes them one state, as pg_basebackup takes it while the cluster works.
/// Its manifest tells of every file, so that a copy of the copy can be checked.
package struct BaseBackup: Sendable {
  package let folder: String

  package init(folder: String) { self.folder = folder }

  /// `uri`: of a login with REPLICATION, without its password; `variables` (`NAME=value`) may hold it as PGPASSWORD. What the
  /// program has to say goes to standard error. Throws `backup-failed`.
  package func take(from uri: String?, variables: [String]) async throws {
    try await run(
      "pg_basebackup",
      ["-D", folder, "-X", "stream", "--checkpoint=fast", "--manifest-checksums=SHA256", "--no-password"]
        + (uri.map { ["-d", $0] } ?? []), variables: variables)
  }

  /// Compares every file with the manifest and reads the log through. Throws `backup-failed`.
  package func verify() async throws { try await run("pg_verifybackup", ["--quiet", "--exit-on-error", folder]) }

  private func run(_ program: String, _ arguments: [String], variables: [String] = []) async throws {
    let outcome = try await Threads.run {
      let programs = try ServerPrograms.folder()
      return ChildProcess.run(["\(programs)/\(program)"] + arguments, variables: variables, errors: 2)
    }
    guard case .failure(let fault) = outcome else { return }
    throw HubError(
      "backup-failed", "\(program) ended with status \(fault.status).",
      remedy: "It told why above; mend that and take a new backup.")
  }
}
