internal import Glibc
internal import HubModel

/// The folder of PostgreSQL's server programs.
enum ServerPrograms {
  /// The newest version from 15 on below /usr/lib/postgresql, else what `pg_config` on the path names.
  static func folder() throws(HubError) -> String {
    let root = "/usr/lib/postgresql"
    let versions = Files.names(in: root).compactMap { Int($0) }.filter { $0 >= 15 }.sorted(by: >)
    for version in versions where isComplete("\(root)/\(version)/bin") { return "\(root)/\(version)/bin" }
    if let output = try? ChildProcess.run(["/usr/bin/env", "pg_config", "--bindir"]).get() {
      let folder = output.split(separator: "\n").first.map(String.init) ?? ""
      if isComplete(folder) { return folder }
    }
    throw HubError(
      "postgresql-missing", "No PostgreSQL server from version 15 on was found in \(root) or by pg_config.",
      remedy: "Install it: apt-get install postgresql.")
  }

  private static func isComplete(_ folder: String) -> Bool {
    ["initdb", "pg_ctl", "postgres"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
  }
}
