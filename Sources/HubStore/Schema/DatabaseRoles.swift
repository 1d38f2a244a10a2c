/// One role for each kind of process, with no more than it needs. They are group roles: a login of the deployment is made a member of one.
package enum DatabaseRole: String, CaseIterable, Sendable {
  /// Reads sources into landing and hub; cannot read the audit.
  case ingest = "govhub_ingest"
  /// Verification and masked reads: hub, landing read-only, audit append-only.
  case gateway = "govhub_gateway"
  /// Verification only: no right at all on landing.
  case verify = "govhub_verify"
  /// Reads the audit, nothing else.
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

  /// Grants are given anew after each change of the tables; they only ever name whole schemas that hold one kind of table.
  static let grants = """
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA hub, landing, control, staging TO govhub_ingest;
    GRANT CREATE ON SCHEMA staging TO govhub_ingest;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA hub, landing TO govhub_ingest;
    GRANT SELECT, INSERT, UPDATE ON control.dataset, control.run, control.checkpoint, control.quarantine TO govhub_ingest;
    GRANT DELETE ON control.run, control.checkpoint TO govhub_ingest;
    GRANT SELECT ON control.mapping_set, control.key_version TO govhub_ingest;
    GRANT USAGE ON SCHEMA hub, control, audit TO govhub_gateway, govhub_verify;
    GRANT SELECT ON ALL TABLES IN SCHEMA hub TO govhub_gateway, govhub_verify;
    GRANT SELECT ON control.dataset, control.policy_set, control.mapping_set, control.revocation, control.key_version TO govhub_gateway, govhub_verify;
    GRANT SELECT (dataset, subject, closed_run) ON control.quarantine TO govhub_gateway, govhub_verify;
    GRANT SELECT (id, dataset, state, started_at, finished_at) ON control.run TO govhub_gateway, govhub_verify;
    GRANT SELECT (request, id, due) ON control.access_request_act TO govhub_gateway, govhub_verify;
    GRANT INSERT ON audit.writer, audit.batch, audit.entry TO govhub_gateway, govhub_verify, govhub_ingest;
    GRANT USAGE ON SCHEMA landing TO govhub_gateway;
    GRANT SELECT ON ALL TABLES IN SCHEMA landing TO govhub_gateway;
    GRANT USAGE ON SCHEMA audit TO govhub_auditor, govhub_ingest;
    GRANT SELECT ON ALL TABLES IN SCHEMA audit TO govhub_auditor;
    """
}
