/// Rights that roles have on one kind of object.
///
/// `DatabaseGrant.all` is the one list of them: the migration gives exactly these, and `govhub doctor` finds every other.
package struct DatabaseGrant: Sendable {
  package enum Privilege: String, Sendable {
    case select = "SELECT"
    case insert = "INSERT"
    case update = "UPDATE"
    case delete = "DELETE"
    case usage = "USAGE"
    case create = "CREATE"
    case connect = "CONNECT"
    case execute = "EXECUTE"
  }

  package enum Target: Sendable {
    /// The database itself.
    case database
    case schema(String)
    /// Every table of a schema, those that are made later too.
    case tables(of: String)
    /// `schema.table`.
    case table(String)
    case columns([String], of: String)
    /// `schema.name`, of a function without arguments.
    case function(String)
    /// Of every table of landing what opening a cell takes: its ciphertext, what it is bound to and by what it is found. Neither
    /// fingerprints nor clear values, which the gateway compares and shows from `hub`.
    case cells
  }

  package let privileges: [Privilege]
  package let target: Target
  package let roles: [DatabaseRole]

  init(_ privileges: [Privilege], on target: Target, to roles: [DatabaseRole]) {
    self.privileges = privileges
    self.target = target
    self.roles = roles
  }

  /// The columns of `.cells` beside those whose name ends in `_ct`.
  private static let cellColumns = ["row_key", "subject", "observed_at", "withdrawn_at"]

  static func isCellColumn(_ name: String) -> Bool { name.hasSuffix("_ct") || cellColumns.contains(name) }

  // MARK: as SQL

  var statement: String {
    let words = privileges.map(\.rawValue).joined(separator: ", ")
    let roles = DatabaseRole.names(roles)
    switch target {
    case .database:
      return "DO $$ BEGIN EXECUTE format('GRANT \(words) ON DATABASE %I TO \(roles)', current_database()); END $$"
    case .schema(let schema): return "GRANT \(words) ON SCHEMA \(schema) TO \(roles)"
    case .tables(let schema):
      return """
        GRANT \(words) ON ALL TABLES IN SCHEMA \(schema) TO \(roles);
        ALTER DEFAULT PRIVILEGES IN SCHEMA \(schema) GRANT \(words) ON TABLES TO \(roles)
        """
    case .table(let table): return "GRANT \(words) ON \(table) TO \(roles)"
    case .columns(let columns, let table):
      let list = columns.joined(separator: ", ")
      return "GRANT \(privileges.map { "\($0.rawValue) (\(list))" }.joined(separator: ", ")) ON \(table) TO \(roles)"
    case .function(let name): return "GRANT \(words) ON FUNCTION \(name)() TO \(roles)"
    case .cells: return Self.cellStatement(words, roles)
    }
  }

  private static func cellStatement(_ words: String, _ roles: String) -> String {
    """
    DO $$ DECLARE t record; BEGIN
      FOR t IN SELECT a.attrelid::regclass::text AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
        FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'landing'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
        AND (right(a.attname, 3) = '_ct' OR a.attname IN ('\(cellColumns.joined(separator: "', '"))')) GROUP BY a.attrelid LOOP
        EXECUTE format('GRANT \(words) (%s) ON %s TO \(roles)', t.columns, t.name);
      END LOOP; END $$
    """
  }
}
