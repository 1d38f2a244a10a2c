/// The fixed tables of `control`, `hub.alias` and `audit`, in numbered steps that are never edited once released.
package enum ControlSchema {
  package static let steps: [(number: Int, title: String, sql: String)] = [
    (1, "control, audit, staging and the alias table", first),
    (2, "positions know their mapping and the last whole read", second),
    (7, "requests for data, and what was done with them", accessRequests),
  ]

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
