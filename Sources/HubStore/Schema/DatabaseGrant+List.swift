extension DatabaseGrant {
  /// Every right in the hub's database. Who is not named has none; the owner of the schema has all.
  ///
  /// The audit is append-only: nobody may update, delete or truncate it, and the columns that say when a chain was begun or a
  /// batch written, and by whom, are filled in by the database. `control.policy_set` and `control.mapping_set` are written by the
  /// owner alone, who publishes.
  package static let all: [DatabaseGrant] = shared + signingIn + ingest + answering + gateway + auditor

  private static let everyone = DatabaseRole.allCases
  private static let answerers: [DatabaseRole] = [.gateway, .verify]
  private static let readers: [DatabaseRole] = [.ingest, .gateway, .verify]

  private static let shared = [
    DatabaseGrant([.connect], on: .database, to: everyone),
    DatabaseGrant([.usage], on: .schema("audit"), to: everyone),
    DatabaseGrant([.usage], on: .schema("hub"), to: readers),
    DatabaseGrant([.usage], on: .schema("control"), to: everyone),
    DatabaseGrant(
      [.insert], on: .columns(["id", "process", "algorithm", "key_id", "public_key"], of: "audit.writer"), to: everyone),
    // By these the database finds the chain that a session has begun.
    DatabaseGrant([.select], on: .columns(["id", "started_at", "login", "backend"], of: "audit.writer"), to: readers),
    DatabaseGrant(
      [.insert],
      on: .columns(
        ["writer", "sequence", "entries", "previous_root", "root", "leaves", "signature"], of: "audit.batch"),
      to: everyone),
    DatabaseGrant([.insert], on: .table("audit.entry"), to: everyone),
    DatabaseGrant([.execute], on: .function("audit.make_months"), to: readers),
    DatabaseGrant([.select], on: .table("control.mapping_set"), to: readers),
    DatabaseGrant([.select], on: .table("control.key_version"), to: everyone),
    DatabaseGrant([.select], on: .table("control.policy_set"), to: everyone),
    DatabaseGrant(
      [.select], on: .columns(["id", "kind", "target", "revoked_at", "lifted_at"], of: "control.revocation"), to: everyone),
  ]

  /// For who signs in under these roles. A session counts by its person's signature, not by its row.
  private static let signingIn = [
    DatabaseGrant([.select, .insert], on: .table("control.session"), to: [.ingest, .auditor]),
    DatabaseGrant([.update], on: .columns(["used_at", "ended_at"], of: "control.session"), to: [.ingest, .auditor]),
    DatabaseGrant([.select], on: .table("control.sign_in"), to: [.ingest, .auditor]),
    // When it was is filled in by the database: a failure of the future would never pass.
    DatabaseGrant([.insert], on: .columns(["person", "succeeded"], of: "control.sign_in"), to: [.ingest, .auditor]),
  ]

  private static let ingest = [
    DatabaseGrant([.usage], on: .schema("landing"), to: [.ingest]),
    DatabaseGrant([.usage, .create], on: .schema("staging"), to: [.ingest]),
    DatabaseGrant([.select, .insert, .update, .delete], on: .tables(of: "hub"), to: [.ingest]),
    // A row that left its source is marked; nothing is deleted.
    DatabaseGrant([.select, .insert, .update], on: .tables(of: "landing"), to: [.ingest]),
    DatabaseGrant([.select], on: .table("control.dataset"), to: [.ingest]),
    DatabaseGrant(
      [.update], on: .columns(["complete_as_of", "last_run", "content_digest", "mapping_digest"], of: "control.dataset"),
      to: [.ingest]),
    DatabaseGrant([.select, .insert, .update, .delete], on: .table("control.run"), to: [.ingest]),
    // A backup notes how far the audit went.
    DatabaseGrant([.select], on: .columns(["writer", "sequence"], of: "audit.batch"), to: [.ingest]),
    DatabaseGrant([.select, .insert, .update, .delete], on: .table("control.checkpoint"), to: [.ingest]),
    DatabaseGrant([.select, .insert, .update], on: .table("control.quarantine"), to: [.ingest]),
    // Whose rows it may not take.
    DatabaseGrant([.select], on: .columns(["fingerprint"], of: "control.erased"), to: [.ingest]),
  ]

  private static let answering = [
    DatabaseGrant([.select], on: .tables(of: "hub"), to: answerers),
    DatabaseGrant(
      [.select], on: .columns(["id", "name", "complete_as_of", "last_run", "content_digest"], of: "control.dataset"),
      to: answerers),
    DatabaseGrant([.select], on: .columns(["dataset", "subject", "closed_run"], of: "control.quarantine"), to: answerers),
    DatabaseGrant(
      [.select], on: .columns(["id", "dataset", "state", "started_at", "finished_at"], of: "control.run"), to: answerers),
    // How many are late.
    DatabaseGrant([.select], on: .columns(["request", "id", "due"], of: "control.access_request_act"), to: answerers),
  ]

  private static let gateway = [
    DatabaseGrant([.usage], on: .schema("landing"), to: [.gateway]),
    DatabaseGrant([.select], on: .cells, to: [.gateway]),
  ]

  private static let auditor = [DatabaseGrant([.select], on: .tables(of: "audit"), to: [.auditor])]

  // MARK: as the migration gives them

  /// Takes everything away and gives it anew, within the migration's transaction: a right that a version no longer names goes.
  static let script = ([clearing] + all.map(\.statement)).joined(separator: ";\n")

  /// Staging belongs to ingest, which made its tables.
  private static let clearing: String = {
    let everybody = "PUBLIC, " + DatabaseRole.names(DatabaseRole.allCases)
    let tables = "hub, landing, control, audit"
    let schemas = HubSchemas.all.joined(separator: ", ")
    return """
      REVOKE ALL ON ALL TABLES IN SCHEMA \(tables) FROM \(everybody);
      REVOKE ALL ON ALL FUNCTIONS IN SCHEMA \(tables) FROM \(everybody);
      REVOKE ALL ON SCHEMA \(schemas) FROM \(everybody);
      REVOKE ALL ON SCHEMA public FROM PUBLIC;
      DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM \(everybody)', current_database()); END $$;
      ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
      ALTER DEFAULT PRIVILEGES IN SCHEMA \(schemas) REVOKE ALL ON TABLES FROM \(everybody)
      """
  }()
}
