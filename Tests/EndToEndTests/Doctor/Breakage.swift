import HubStore

/// Something that an insider or a slip does to a database, what mends it, and what the doctor calls it.
struct Breakage: Sendable {
  var id: String
  var breaking: String
  var mending: String
  /// A word that the finding has to name.
  var named: String

  init(_ id: String, _ breaking: String, mend mending: String, names named: String = "") {
    self.id = id
    self.breaking = breaking
    self.mending = mending
    self.named = named
  }

  private static func setting(_ name: String, _ value: String, with other: String? = nil) -> Breakage {
    let also = other.map { "; ALTER DATABASE doctor SET \($0) = -1" } ?? ""
    return Breakage(
      "setting-\(name.replacing("_", with: "-"))", "ALTER DATABASE doctor SET \(name) = '\(value)'\(also)",
      mend: "ALTER DATABASE doctor RESET ALL", names: "\(name) = \(value)")
  }

  static let settings = [
    setting("synchronous_commit", "off"), setting("log_statement", "all"), setting("password_encryption", "md5"),
    setting("log_min_duration_statement", "0", with: "log_parameter_max_length"),
    setting("log_min_duration_sample", "0", with: "log_parameter_max_length"),
    setting("log_parameter_max_length_on_error", "-1"), setting("log_error_verbosity", "default"),
    setting("debug_print_parse", "on"), setting("debug_print_rewritten", "on"), setting("debug_print_plan", "on"),
    setting("track_activities", "off"),
    Breakage(
      "setting-log-statement", "ALTER ROLE govhub_gateway SET log_statement = 'mod'",
      mend: "ALTER ROLE govhub_gateway RESET log_statement", names: "govhub_gateway"),
  ]

  private static func login(_ id: String, _ attributes: String) -> Breakage {
    Breakage(id, "CREATE ROLE doctor_login LOGIN \(attributes)", mend: "DROP ROLE doctor_login", names: "doctor_login")
  }

  static let roles = [
    login("role-too-much", "BYPASSRLS IN ROLE govhub_gateway"), login("role-too-much", "SUPERUSER IN ROLE govhub_verify"),
    login("role-backup", "REPLICATION IN ROLE govhub_ingest"), login("role-too-much", "REPLICATION IN ROLE govhub_verify"),
    login("role-too-much", "CREATEROLE IN ROLE govhub_ingest"), login("role-too-much", "IN ROLE govhub_auditor, pg_read_all_data"),
    login("role-two-kinds", "IN ROLE govhub_gateway, govhub_ingest"), login("role-no-expiry", "IN ROLE govhub_gateway"),
    login("role-reads-all", "SUPERUSER"), login("role-reads-all", "REPLICATION"),
    login("role-reads-all", "IN ROLE pg_read_all_data"),
    Breakage(
      "role-group-changed", "ALTER ROLE govhub_gateway LOGIN", mend: "ALTER ROLE govhub_gateway NOLOGIN", names: "govhub_gateway"),
    Breakage(
      "role-group-changed", "GRANT govhub_auditor TO govhub_gateway", mend: "REVOKE govhub_auditor FROM govhub_gateway",
      names: "IN ROLE govhub_auditor"),
  ]

  private static func grant(_ what: String, _ holder: String, names named: String) -> Breakage {
    Breakage("grant-unexpected", "GRANT \(what) TO \(holder)", mend: "REVOKE \(what) FROM \(holder)", names: named)
  }

  static let grants = [
    grant("CONNECT ON DATABASE doctor", "PUBLIC", names: "PUBLIC has CONNECT on database"),
    grant("TEMPORARY ON DATABASE doctor", "PUBLIC", names: "TEMPORARY"),
    grant("USAGE ON SCHEMA public", "PUBLIC", names: "schema public"),
    grant("USAGE ON SCHEMA landing", "govhub_verify", names: "govhub_verify has USAGE on schema landing"),
    grant(#"SELECT ON landing."public_security__population""#, "govhub_verify", names: "landing.public_security__population"),
    grant("UPDATE ON audit.entry", "govhub_gateway", names: "UPDATE"),
    grant("TRUNCATE ON audit.batch", "govhub_ingest", names: "TRUNCATE"),
    grant("SELECT (raw_ct) ON control.quarantine", "govhub_verify", names: "control.quarantine (raw_ct)"),
    grant("INSERT ON control.policy_set", "govhub_gateway", names: "control.policy_set"),
    Breakage(
      "grant-unexpected", "GRANT SELECT ON hub.person TO govhub_verify WITH GRANT OPTION",
      mend: "REVOKE GRANT OPTION FOR SELECT ON hub.person FROM govhub_verify", names: "WITH GRANT OPTION"),
    Breakage(
      "grant-unexpected", "ALTER DEFAULT PRIVILEGES IN SCHEMA landing GRANT SELECT ON TABLES TO PUBLIC",
      mend: "ALTER DEFAULT PRIVILEGES IN SCHEMA landing REVOKE SELECT ON TABLES FROM PUBLIC", names: "later tables of landing"),
    Breakage(
      "grant-unexpected",
      """
      CREATE FUNCTION hub.f() RETURNS int4 LANGUAGE sql SET search_path = pg_catalog AS 'SELECT 1';
      GRANT EXECUTE ON FUNCTION hub.f() TO PUBLIC
      """, mend: "DROP FUNCTION hub.f()", names: "function hub.f"),
    Breakage(
      "grant-missing", "REVOKE SELECT ON hub.person FROM govhub_verify", mend: "GRANT SELECT ON hub.person TO govhub_verify",
      names: "hub.person"),
  ]

  private static let function = "LANGUAGE plpgsql SET search_path = pg_catalog AS"

  static let objects = [
    Breakage(
      "function-search-path", "CREATE FUNCTION public.f() RETURNS int4 LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
      mend: "DROP FUNCTION public.f()", names: "public.f"),
    Breakage(
      "trigger-unexpected",
      """
      CREATE FUNCTION public.t() RETURNS trigger \(function) 'BEGIN RETURN NEW; END';
      CREATE TRIGGER copying AFTER INSERT ON audit.entry FOR EACH ROW EXECUTE FUNCTION public.t()
      """, mend: "DROP FUNCTION public.t() CASCADE", names: "audit.entry copying"),
    Breakage(
      "rule-unexpected",
      """
      CREATE TABLE public.c (LIKE hub.alias);
      CREATE RULE copying AS ON INSERT TO hub.alias DO ALSO INSERT INTO public.c SELECT NEW.*
      """, mend: "DROP RULE copying ON hub.alias; DROP TABLE public.c", names: "hub.alias copying"),
    Breakage("relation-unexpected", "CREATE VIEW hub.v AS SELECT 1 AS n", mend: "DROP VIEW hub.v", names: "hub.v"),
    Breakage(
      "owner-differs", "CREATE ROLE doctor_owner; ALTER TABLE control.run OWNER TO doctor_owner",
      mend: "ALTER TABLE control.run OWNER TO postgres; DROP ROLE doctor_owner", names: "control.run"),
    Breakage(
      "event-trigger",
      """
      CREATE FUNCTION public.e() RETURNS event_trigger \(function) 'BEGIN END';
      CREATE EVENT TRIGGER listening ON ddl_command_end EXECUTE FUNCTION public.e()
      """, mend: "DROP EVENT TRIGGER listening; DROP FUNCTION public.e()", names: "listening"),
    Breakage("publication", "CREATE PUBLICATION away FOR TABLE hub.person", mend: "DROP PUBLICATION away", names: "away"),
    Breakage(
      "foreign-server", "CREATE EXTENSION postgres_fdw SCHEMA public; CREATE SERVER away FOREIGN DATA WRAPPER postgres_fdw",
      mend: "DROP EXTENSION postgres_fdw CASCADE", names: "away"),
    Breakage(
      "extension-outward", "CREATE EXTENSION dblink SCHEMA public", mend: "DROP EXTENSION dblink", names: "dblink"),
    Breakage("extension-unneeded", "CREATE EXTENSION hstore SCHEMA public", mend: "DROP EXTENSION hstore", names: "hstore"),
    Breakage(
      "row-security-differs", "ALTER TABLE audit.entry DISABLE ROW LEVEL SECURITY",
      mend: "ALTER TABLE audit.entry ENABLE ROW LEVEL SECURITY", names: "audit.entry"),
    Breakage(
      "row-security-differs", "CREATE POLICY more ON audit.batch FOR INSERT WITH CHECK (true)",
      mend: "DROP POLICY more ON audit.batch", names: "audit.batch"),
    Breakage(
      "slot-retains", "SELECT pg_create_physical_replication_slot('doctor', true)",
      mend: "SELECT pg_drop_replication_slot('doctor')", names: "doctor"),
  ]

  private static func withoutSet(_ kind: String) -> Breakage {
    Breakage(
      "\(kind)-not-published",
      "CREATE TABLE public.kept AS TABLE control.\(kind)_set; DELETE FROM control.\(kind)_set",
      mend: "INSERT INTO control.\(kind)_set OVERRIDING SYSTEM VALUE TABLE public.kept; DROP TABLE public.kept")
  }

  static let state = [
    Breakage(
      "schema-old", "DELETE FROM control.migration WHERE number = (SELECT max(number) FROM control.migration)",
      mend: "INSERT INTO control.migration (number, title) VALUES (\(ControlSchema.newest), 'again')"),
    Breakage(
      "schema-new", "INSERT INTO control.migration (number, title) VALUES (9999, 'of a later version')",
      mend: "DELETE FROM control.migration WHERE number = 9999", names: "9999"),
    withoutSet("mapping"), withoutSet("policy"),
    Breakage(
      "audit-quiet",
      """
      INSERT INTO audit.writer (id, process, algorithm, key_id, public_key)
      VALUES ('00000000-0000-0000-0000-000000000001', 'test', 'x', 'x', 'x');
      INSERT INTO audit.batch (writer, sequence, at, entries, previous_root, root, leaves, signature)
      VALUES ('00000000-0000-0000-0000-000000000001', 1, now() - interval '50 hours', 1, '', '', '', '')
      """, mend: "DELETE FROM audit.batch; DELETE FROM audit.writer", names: "50 hours"),
  ]
}
