/// The fixed tables of `control`, `hub.alias` and `audit`, in numbered steps that are never edited once released.
package enum ControlSchema {
  package static let steps: [(number: Int, title: String, sql: String)] = [
    (1, "control, audit, staging and the alias table", first),
    (2, "positions know their mapping and the last whole read", second),
    (3, "people: sessions, sign-ins, proposals of policy, rights asked back", third),
    (4, "the audit by months, and the places of pruned chains", auditByMonth),
    (5, "a chain of the audit is written by the session that began it", fifth),
    (6, "versions of the sealing key, and subjects that were erased", sixth),
    (7, "requests for data, and what was done with them", accessRequests),
  ]

  /// The newest step, which a database in use must have.
  package static let newest = steps.map(\.number).max() ?? 0

  /// Versions of the ring (`ring`: its root and all that follows from it) and of its sealing key share one row of numbers.
  static let sixth = """
    ALTER TABLE control.key_version ADD COLUMN kind text NOT NULL DEFAULT 'ring' CHECK (kind IN ('ring','sealing')),
      ADD COLUMN switched_at timestamptz, ADD COLUMN finished_at timestamptz;
    CREATE TABLE control.key_rewrite (
      version int2 NOT NULL REFERENCES control.key_version, part text NOT NULL, upto text NOT NULL,
      rewritten int8 NOT NULL DEFAULT 0, finished_at timestamptz, PRIMARY KEY (version, part));
    CREATE TABLE control.erased (
      fingerprint bytea PRIMARY KEY, entity text NOT NULL, audit_fp bytea NOT NULL, reason text NOT NULL,
      erased_at timestamptz NOT NULL DEFAULT now(), erased_by text NOT NULL);
    """

  /// A session may add to the chain that it began itself, as the database knows, and to no other. The check runs once a statement,
  /// not once a row. The owner is not held to it. How far each chain goes, which a backup notes, ingest may see.
  static let fifth = """
    ALTER TABLE audit.writer ADD COLUMN login text, ADD COLUMN backend int4;
    ALTER TABLE audit.writer ALTER COLUMN login SET DEFAULT session_user, ALTER COLUMN backend SET DEFAULT pg_backend_pid();
    CREATE INDEX ON audit.writer (backend, started_at);
    \(["audit.batch", "audit.entry"].map(ownChain).joined(separator: "\n"))
    CREATE POLICY extent ON audit.batch FOR SELECT TO govhub_ingest USING (true);
    """

  /// Names of the policies of each table that has row security.
  package static let policies = [
    "audit.batch": ["auditor", "extent", "own_chain"], "audit.entry": ["auditor", "own_chain"],
    "control.session": ["begun", "seen", "under_way"],
  ]

  private static func ownChain(_ table: String) -> String {
    """
    ALTER TABLE \(table) ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own_chain ON \(table) FOR INSERT TO govhub_ingest, govhub_gateway, govhub_verify, govhub_auditor WITH CHECK (writer = (
      SELECT w.id FROM audit.writer AS w WHERE w.backend = pg_backend_pid() AND w.login = session_user
      ORDER BY w.started_at DESC, w.id DESC LIMIT 1));
    CREATE POLICY auditor ON \(table) FOR SELECT TO govhub_auditor USING (true);
    """
  }

  /// A session is named by the digest of its token and carries its person's signature, so that a row alone lets nobody in. What
  /// has ended stays so.
  static let third = """
    CREATE TABLE control.session (
      id bytea PRIMARY KEY, person text NOT NULL, started_at timestamptz NOT NULL, used_at timestamptz NOT NULL DEFAULT now(),
      ended_at timestamptz, signature bytea NOT NULL);
    CREATE INDEX ON control.session (person) WHERE ended_at IS NULL;
    ALTER TABLE control.session ENABLE ROW LEVEL SECURITY;
    CREATE POLICY seen ON control.session FOR SELECT TO govhub_ingest, govhub_auditor USING (true);
    CREATE POLICY begun ON control.session FOR INSERT TO govhub_ingest, govhub_auditor WITH CHECK (true);
    CREATE POLICY under_way ON control.session FOR UPDATE TO govhub_ingest, govhub_auditor USING (ended_at IS NULL) WITH CHECK (true);
    CREATE TABLE control.sign_in (
      id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, person text NOT NULL, at timestamptz NOT NULL DEFAULT now(),
      succeeded boolean NOT NULL);
    CREATE INDEX ON control.sign_in (person, id);
    CREATE TABLE control.policy_proposal (
      digest bytea NOT NULL, after int8 NOT NULL, author text NOT NULL, author_signature bytea NOT NULL,
      proposed_at timestamptz NOT NULL DEFAULT now(), approver text, approver_signature bytea, approved_at timestamptz,
      PRIMARY KEY (digest, after));
    ALTER TABLE control.revocation DROP CONSTRAINT revocation_kind_check,
      ADD CONSTRAINT revocation_kind_check CHECK (kind IN ('client','key','person')),
      ADD COLUMN lift_asked_by text, ADD COLUMN lift_asked_at timestamptz;
    """

  static let second = """
    ALTER TABLE control.checkpoint ADD COLUMN mapping_digest bytea, ADD COLUMN key_version int2,
    ADD COLUMN whole_at timestamptz, ADD COLUMN tried_at timestamptz;
    """

  static let first = """
    CREATE TABLE control.dataset (
      id int2 PRIMARY KEY, name text NOT NULL UNIQUE, entity text NOT NULL,
      complete_as_of timestamptz, last_run int8, content_digest bytea, mapping_digest bytea);
    CREATE TABLE control.run (
      id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, dataset int2 NOT NULL REFERENCES control.dataset,
      state text NOT NULL CHECK (state IN ('staging','applying','applied','refused','failed','abandoned')),
      started_at timestamptz NOT NULL DEFAULT now(), finished_at timestamptz,
      content_digest bytea, mapping_digest bytea, mapping_version int4, normalisation_version int2, key_version int2,
      applied_upto bytea, reason text,
      read int8 NOT NULL DEFAULT 0, inserted int8 NOT NULL DEFAULT 0, updated int8 NOT NULL DEFAULT 0,
      unchanged int8 NOT NULL DEFAULT 0, quarantined int8 NOT NULL DEFAULT 0, duplicates int8 NOT NULL DEFAULT 0,
      withdrawn int8 NOT NULL DEFAULT 0,
      CHECK (state <> 'applied' OR read = inserted + updated + unchanged + quarantined + duplicates));
    CREATE INDEX ON control.run (dataset, id);
    CREATE TABLE control.checkpoint (dataset int2 PRIMARY KEY REFERENCES control.dataset, run int8 NOT NULL, position bytea NOT NULL);
    CREATE TABLE control.quarantine (
      id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, dataset int2 NOT NULL REFERENCES control.dataset,
      raw_fp bytea NOT NULL, line int8 NOT NULL, occurrences int4 NOT NULL, reason text NOT NULL, field text, detail text NOT NULL,
      subject bytea, row_key bytea, raw_ct bytea NOT NULL, key_version int2 NOT NULL,
      first_run int8 NOT NULL, last_run int8 NOT NULL, closed_run int8);
    CREATE INDEX ON control.quarantine (subject) WHERE subject IS NOT NULL AND closed_run IS NULL;
    CREATE INDEX ON control.quarantine (dataset, raw_fp) WHERE closed_run IS NULL;
    CREATE TABLE control.mapping_set (
      sequence int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, digest bytea NOT NULL, files text NOT NULL,
      signatures text NOT NULL DEFAULT '[]', published_at timestamptz NOT NULL DEFAULT now(), published_by text NOT NULL);
    CREATE TABLE control.policy_set (
      sequence int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, digest bytea NOT NULL, files text NOT NULL,
      signatures text NOT NULL DEFAULT '[]', published_at timestamptz NOT NULL DEFAULT now(), published_by text NOT NULL);
    CREATE TABLE control.revocation (
      id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text NOT NULL CHECK (kind IN ('client','key')), target text NOT NULL,
      reason text NOT NULL, revoked_at timestamptz NOT NULL DEFAULT now(), revoked_by text NOT NULL,
      lifted_at timestamptz, lifted_by text);
    CREATE TABLE control.key_version (
      version int2 PRIMARY KEY, suite text NOT NULL, check_value bytea NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE hub.alias (
      fingerprint bytea NOT NULL PRIMARY KEY, subject bytea NOT NULL, kind text NOT NULL, valid_to date, reason text, source int2 NOT NULL);
    CREATE INDEX ON hub.alias (subject);
    CREATE TABLE audit.writer (
      id uuid PRIMARY KEY, started_at timestamptz NOT NULL DEFAULT now(), process text NOT NULL,
      algorithm text NOT NULL, key_id text NOT NULL, public_key text NOT NULL);
    CREATE TABLE audit.batch (
      writer uuid NOT NULL REFERENCES audit.writer, sequence int8 NOT NULL, at timestamptz NOT NULL DEFAULT now(),
      entries int4 NOT NULL, previous_root bytea NOT NULL, root bytea NOT NULL, leaves bytea NOT NULL, signature bytea NOT NULL,
      PRIMARY KEY (writer, sequence));
    CREATE TABLE audit.entry (
      writer uuid NOT NULL, batch int8 NOT NULL, position int4 NOT NULL,
      subject bytea, salt bytea NOT NULL, entry text NOT NULL,
      PRIMARY KEY (writer, batch, position));
    """
}
