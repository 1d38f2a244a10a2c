internal import Glibc
internal import HubModel

extension PrivateCluster {
  /// Puts a copy of a base backup in the place of a new cluster, under settings of our own alone: those of the original may
  /// archive, listen or load what is not here. Throws `backup-not-usable`.
  func adopt(_ backup: String) throws {
    let backup = Files.absolute(backup)
    guard Files.exists(backup + "/PG_VERSION"), Files.names(in: backup + "/pg_tblspc").isEmpty else {
      throw HubError(
        "backup-not-usable", "\(backup) is no base backup, or one with tablespaces.",
        remedy: "Name the folder that `govhub backup` made.")
    }
    try copy(["/bin/cp", "-a", backup + "/.", dataFolder])
    for (name, text) in [
      ("postgresql.conf", "include 'govhub.conf'\n"), ("postgresql.auto.conf", "\n"), ("pg_hba.conf", "local all all trust\n"),
      ("pg_ident.conf", "\n"),
    ] where !Files.write(text, to: "\(dataFolder)/\(name)", owner: nil) {
      throw HubError("folder-not-usable", "The settings of the copy could not be written.")
    }
    for name in ["standby.signal", "recovery.signal", "postmaster.pid"] { unlink("\(dataFolder)/\(name)") }
    if user.isLent { try copy(["/bin/chown", "-R", "\(user.id):\(user.group)", dataFolder]) }
    try copy(["/bin/chmod", "0700", dataFolder])
  }

  private func copy(_ command: [String]) throws {
    guard case .failure(let fault) = ChildProcess.run(command, errors: 2) else { return }
    throw HubError(
      "folder-not-usable", "The backup could not be copied: \(command[0]) ended with status \(fault.status).",
      remedy: "The copy takes as much room as the backup; choose another place with TMPDIR.")
  }
}
