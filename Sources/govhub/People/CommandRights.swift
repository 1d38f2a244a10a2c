import ArgumentParser
import HubPolicy
import HubStore

// The table of who may give which command. The three administrators exclude each other: no role here does the work of two.

// MARK: system administrators: keep the hub running, without reading a record

extension Migrate: SignedCommand {
  static var right: CommandRight { CommandRight(roles: [.systemAdministrator], makesSessions: true) }
}
extension Ingest: SignedCommand {
  static var right: CommandRight { .by(.systemAdministrator, as: .ingest) }
}
extension Digest: SignedCommand {
  static var right: CommandRight { .by(.systemAdministrator, as: .ingest) }
}
extension RebuildCommand: SignedCommand {
  static var right: CommandRight { .by(.systemAdministrator, as: .ingest) }
}
extension KeysCommand.Restrict: SignedCommand {
  static var right: CommandRight { .locally(by: .systemAdministrator) }
}

extension KeysCommand.Rotate: SignedCommand {
  static var right: CommandRight { .by(.systemAdministrator) }
}
extension Backup: SignedCommand {
  static var right: CommandRight { .by(.systemAdministrator, as: .ingest) }
}
extension DoctorCommand: SignedCommand {
  static var right: CommandRight { .by(.systemAdministrator, .securityAdministrator) }
}

// MARK: the state of things, which shows counts and times

extension StatusCommand: SignedCommand {
  static var right: CommandRight { .by(.systemAdministrator, .securityAdministrator, .steward, .reader) }
}
extension Runs: SignedCommand {
  static var right: CommandRight { .by(.systemAdministrator, .steward, .reader, as: .ingest) }
}
extension ScheduleCommand.List: SignedCommand {
  static var right: CommandRight { .by(.systemAdministrator, .steward, .reader, as: .ingest) }
}

// MARK: security administrators

extension PolicyCommand.Publish: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator) }
}
extension PolicyCommand.Propose: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator) }
}
extension PolicyCommand.Approve: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator) }
}
extension PolicyCommand.Diff: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator, .auditAdministrator) }
}
// Counts by client and purpose; nothing of whom the questions were about.
extension PolicyCommand.Impact: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator, .auditAdministrator, as: .auditor) }
}
extension ClientCommand.New: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator) }
}
extension ClientCommand.Rotate: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator) }
}
extension ClientCommand.Suspend: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator) }
}
extension ClientCommand.Resume: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator) }
}
extension PersonCommand.Suspend: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator) }
}
extension PersonCommand.Resume: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator) }
}

// MARK: requests for data: stewards answer them too; the rights that follow are the security administrators'

extension RequestCommand.File: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator, .steward) }
}
extension RequestCommand.Check: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator, .steward) }
}
extension RequestCommand.Approve: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator, .steward) }
}
extension RequestCommand.Refuse: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator, .steward) }
}
extension RequestCommand.Extend: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator, .steward) }
}
extension RequestCommand.Grant: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator) }
}
extension RequestCommand.Suspend: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator) }
}
extension RequestCommand.Resume: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator) }
}
extension RequestCommand.End: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator) }
}
extension RequestCommand.List: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator, .steward, .reader) }
}
extension RequestCommand.Show: SignedCommand {
  static var right: CommandRight { .by(.securityAdministrator, .steward, .reader) }
}

// MARK: audit administrators

extension AuditCommand.VerifyAudit: SignedCommand {
  static var right: CommandRight { .by(.auditAdministrator, as: .auditor) }
}

extension AuditCommand.Search: SignedCommand {
  static var right: CommandRight { .by(.auditAdministrator, as: .auditor) }
}
extension AuditCommand.Subject: SignedCommand {
  static var right: CommandRight { .by(.auditAdministrator, as: .auditor) }
}
extension AuditCommand.Prune: SignedCommand {
  static var right: CommandRight { .by(.auditAdministrator) }
}

// MARK: stewards

extension MappingCommand.Publish: SignedCommand {
  static var right: CommandRight { .by(.steward) }
}
extension MappingCommand.Preview: SignedCommand {
  static var right: CommandRight { .locally(by: .steward) }
}
extension Erase: SignedCommand {
  static var right: CommandRight { .by(.steward) }
}
extension Quarantine.Summary: SignedCommand {
  static var right: CommandRight { .by(.steward, as: .ingest) }
}
extension Quarantine.List: SignedCommand {
  static var right: CommandRight { .by(.steward, as: .ingest) }
}
extension ConnectorCommand.Check: SignedCommand {
  static var right: CommandRight { .locally(by: .steward, .systemAdministrator) }
}
extension ConnectorCommand.Discover: SignedCommand {
  static var right: CommandRight { .locally(by: .steward) }
}
extension ConnectorCommand.Sample: SignedCommand {
  static var right: CommandRight { .locally(by: .steward) }
}
extension ConnectorCommand.Count: SignedCommand {
  static var right: CommandRight { .locally(by: .steward) }
}

// MARK: anybody: signing in, files, public keys, invented data, the first start, and services under accounts of their own

extension Login: OpenCommand {}
extension Logout: OpenCommand {}
extension PersonCommand.New: OpenCommand {}
extension Dev: OpenCommand {}
extension Bench: OpenCommand {}
extension Sample: OpenCommand {}
extension Init: OpenCommand {}
// After a loss there is no database that could tell who has signed in; it needs the whole ring.
extension Restore: OpenCommand {}
extension Serve: OpenCommand {}
extension ScheduleCommand.Run: OpenCommand {}
// What is wrong with the settings must be told also where nobody can sign in for it; there is no secret in it.
extension ConfigCommand: OpenCommand {}
extension PolicyCommand.Check: OpenCommand {}
extension PolicyCommand.Test: OpenCommand {}
extension PolicyCommand.Explain: OpenCommand {}
extension MappingCommand.Check: OpenCommand {}
extension MappingCommand.Test: OpenCommand {}
extension ConnectorCommand.Options: OpenCommand {}
extension Token: OpenCommand {}
extension ReceiptCommand.VerifyReceipt: OpenCommand {}
extension ReceiptCommand.PublicKey: OpenCommand {}
