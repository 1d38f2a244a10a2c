/// One role for each kind of process, with no more than it needs. They are group roles: a login of the deployment is made a
/// member of one.
package enum DatabaseRole: String, CaseIterable, Sendable {
  /// Reads sources into landing and hub; cannot read the audit.
  case ingest = "govhub_ingest"
  /// Verification and masked reads: hub, of landing what opening a cell takes, audit append-only.
  case gateway = "govhub_gateway"
  /// Verification only: no right at all on landing.
  case verify = "govhub_verify"
  /// Reads the audit, and no data. Adds to it: that it was searched, and that somebody signed in.
  case auditor = "govhub_auditor"

  /// Roles belong to the whole cluster: another database of it may be migrated at the same moment.
  static let creation = """
    DO $$ DECLARE r text; BEGIN
      FOREACH r IN ARRAY ARRAY['\(allCases.map(\.rawValue).joined(separator: "','"))'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN
          BEGIN EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', r);
          EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
        END IF;
      END LOOP; END $$;
    """

  static func names(_ roles: [DatabaseRole]) -> String { roles.map(\.rawValue).joined(separator: ", ") }
}

/// What lies where in the hub's database.
package enum HubSchemas {
  package static let all = ["hub", "landing", "staging", "control", "audit"]
}
