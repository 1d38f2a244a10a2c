/// SQLSTATE values in our own fixed words, and which of them may pass by themselves.
enum SQLState {
  static func kind(of state: String) -> PostgresError.Kind {
    switch state.prefix(2) {
    case "08", "40", "53": .transient
    case "57": state == "57P04" ? .terminal : .transient
    case "55": state == "55P03" || state == "55006" ? .transient : .terminal
    case "25": state == "25P03" || state == "25P04" ? .transient : .terminal
    default: .terminal
    }
  }

  /// The state, or XX000 where a server sends anything but five digits and capital letters.
  static func checked(_ state: String) -> String {
    let isState = state.utf8.count == 5 && state.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
    return isState ? state : "XX000"
  }

  static func meaning(of state: String) -> String {
    meanings[state] ?? classes[String(state.prefix(2))] ?? "refused by the server"
  }

  private static let classes = [
    "08": "connection fault", "0A": "not supported", "21": "cardinality violation", "22": "data the type cannot hold",
    "23": "constraint violated", "25": "wrong transaction state", "28": "login refused",
    "2B": "dependent objects exist",
    "34": "unknown cursor", "3D": "unknown database", "3F": "unknown schema", "40": "transaction rolled back",
    "42": "statement wrong or not permitted", "53": "server out of resources", "54": "program limit exceeded",
    "55": "object not in the needed state", "57": "operator intervened", "58": "system error below the server",
    "P0": "error raised by a procedure", "XX": "internal error of the server",
  ]

  private static let meanings = [
    "08001": "the server could not be reached", "08006": "the connection to the server was lost",
    "21000": "one statement changes the same row twice",
    "22001": "text too long for its column", "22003": "number out of range", "22007": "date or time malformed",
    "22008": "date or time out of range", "22012": "division by zero", "22021": "bytes outside the encoding",
    "22P02": "value malformed for its type", "22P03": "binary value malformed for its type",
    "22P04": "COPY data malformed", "22P05": "character that the encoding does not have",
    "2200H": "sequence used up", "23502": "value missing where one is required", "23503": "referenced row missing",
    "23505": "key already present", "23514": "check failed", "25001": "a transaction is active",
    "25006": "read-only transaction", "25P01": "no transaction is active", "25P02": "transaction already failed",
    "25P03": "transaction idle for too long", "26000": "unknown prepared statement", "28000": "login refused",
    "28P01": "password wrong", "3D000": "unknown database", "3F000": "unknown schema",
    "40001": "conflict with another transaction", "40P01": "deadlock with another transaction",
    "42501": "not permitted to this role", "42601": "syntax error", "42602": "name malformed",
    "42701": "column named twice", "42703": "unknown column", "42704": "unknown object",
    "42710": "object already present", "42723": "function already present", "42803": "grouping wrong",
    "42804": "types differ", "42846": "types cannot be converted", "42883": "unknown function or operator",
    "42P01": "unknown table", "42P02": "unknown parameter", "42P04": "database already present",
    "42P05": "prepared statement already present", "42P06": "schema already present", "42P07": "table already present",
    "42P08": "type of a parameter is ambiguous", "42P18": "type of a parameter cannot be inferred",
    "53100": "disk full", "53200": "out of memory", "53300": "too many connections",
    "55006": "object in use", "55P03": "lock not available in time", "57014": "statement cancelled or out of time",
    "57P01": "server shutting down", "57P02": "server process crashed", "57P03": "server not accepting connections",
    "57P04": "database dropped", "58030": "input or output error", "58P01": "file missing at the server",
  ]
}
