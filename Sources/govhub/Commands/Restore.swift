import ArgumentParser
import Foundation
import HubCrypto
import HubModel
import HubPostgres
import HubStore

struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Try a backup: start a private PostgreSQL on a copy, open it with the key ring, compare it, verify the audit.",
    discussion: """
      Nothing of the hub at work is touched, and the backup stays as it is. The copy lies in TMPDIR and takes as much room as
      the backup. To restore in earnest see Operations. Exit status 1 where anything does not hold.
      Example: govhub restore --check /mnt/backup/2026-03-01 --keys /media/keys/govhub
      """)

  @OptionGroup var settings: Settings
  @Flag(help: "Try it on a copy.") var check = false
  @Argument(help: "Folder that `govhub backup` made.") var folder: String
  @Option(help: "Heads of the audit kept outside, as `govhub audit verify` takes them. May be repeated.")
  var expectHead: [String] = []
  @Flag(help: "As JSON.") var json = false

  func validate() throws {
    guard check else {
      throw ValidationError("restore only tries a backup: give --check. How to restore in earnest is in Operations.")
    }
  }

  func run() async throws {
    let hub = try await Hub(settings)
    let trial = RestoreTrial(folder: BackupFolder(folder), hub: hub, expectHead: expectHead)
    let outcome = try await trial.run()
    Terminal.say(json ? try Terminal.json(outcome) : outcome.told(isChinese: Terminal.isChinese))
    if !outcome.isGood { throw ExitCode(1) }
  }
}
