import ArgumentParser

/// The one command of the product.
@main
struct GovHub: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "govhub",
    abstract: "Government data hub: departments' data in, verification answers out. 政务数据中台",
    discussion: """
      First time here?      govhub dev            a private database, sample sources, a running gateway
      Data stewards         govhub mapping --help  describe a dataset, try it, see refused rows
      Their sources         govhub connector --help  reach a department's source, see what is there
      Security officers     govhub policy --help   say who may ask what, test it, publish it
      Everybody with a key  govhub login --help    sign in; govhub person --help makes the key
      Audit administrators  govhub audit --help    prove that the record is whole, find who asked about whom
      Operators             govhub status          what runs, how fresh, what is wrong
                            govhub doctor          whether the database is set up safely, and what to do
      Automation            govhub token --help    sign in to the API

      Settings: govhub.yaml, then GOVHUB_* in the environment, then options. `govhub config --effective` prints them.
      """,
    subcommands: [
      Dev.self, Serve.self, Ingest.self, ScheduleCommand.self, Migrate.self, Init.self, Sample.self, StatusCommand.self,
      Runs.self, Quarantine.self, Digest.self, RebuildCommand.self, MappingCommand.self, ConnectorCommand.self,
      PolicyCommand.self, RequestCommand.self, ClientCommand.self, PersonCommand.self, Login.self, Logout.self, Token.self,
      AuditCommand.self, ReceiptCommand.self, KeysCommand.self, Backup.self, Restore.self, Erase.self, ConfigCommand.self,
      DoctorCommand.self, Bench.self,
    ])

  static func main() async {
    ProcessHardening.apply()
    do {
      var command = try await asyncParseAsRoot()
      try await CommandGate.pass(command)
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
      ProcessEnd.beAtOnce()
    } catch {
      ProcessEnd.beAtOnce()
      exit(withError: error)
    }
  }
}
