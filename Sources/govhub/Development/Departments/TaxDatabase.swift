import Foundation
import HubCrypto
import HubModel
import HubPostgres

/// The tax office's database: one of the private cluster, with a login that may read one table.
struct TaxDatabase: Sendable {
  static let name = "tax_office"
  static let reader = "tax_reader"

  let cluster: PrivateCluster
  let password = Hex.encode(Random.bytes(16))

  /// The folder of the cluster's socket.
  var host: String { cluster.socketFolder }

  /// Fills the table from the sample's file, unless it holds that sample already.
  func fill(from file: String, sample: String) async throws {
    try await prepare()
    try await with(Self.name) { connection in
      let mark = try await connection.query("SELECT obj_description(to_regclass('public.taxpayers'))", [], prepare: false)
      guard mark.text(0, 0) != sample else { return }
      guard let data = FileManager.default.contents(atPath: file), let end = data.firstIndex(of: 0x0A) else {
        throw HubError("sample-missing", "The sample has no file \(file).")
      }
      let columns = String(decoding: data[..<end], as: UTF8.self).split(separator: ",").map { quotedIdentifier(String($0)) }
      let declared = columns.map { "\($0) text" }.joined(separator: ", ")
      try await connection.transaction { transaction in
        try await transaction.execute(
          """
          DROP TABLE IF EXISTS public.taxpayers; CREATE TABLE public.taxpayers (\(declared));
          GRANT SELECT ON public.taxpayers TO \(Self.reader)
          """)
        _ = try await transaction.copyIn("COPY public.taxpayers FROM STDIN (FORMAT csv, HEADER true)") { writer in
          for start in stride(from: 0, to: data.count, by: 1 << 20) {
            try await writer.write(Array(data[start..<min(data.count, start + 1 << 20)]))
          }
        }
        try await transaction.execute("COMMENT ON TABLE public.taxpayers IS \(quotedLiteral(sample)); ANALYZE public.taxpayers")
      }
    }
  }

  /// The database and its login, whose password is a new one each time.
  private func prepare() async throws {
    try await with("postgres") { connection in
      let found = try await connection.query(
        "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1), EXISTS (SELECT FROM pg_roles WHERE rolname = $2)",
        [.text(Self.name), .text(Self.reader)], prepare: false)
      if found.bool(0, 0) != true { try await connection.execute("CREATE DATABASE \(Self.name)") }
      let verb = found.bool(0, 1) == true ? "ALTER" : "CREATE"
      try await connection.execute("\(verb) ROLE \(Self.reader) LOGIN PASSWORD \(quotedLiteral(password))")
    }
  }

  private func with<R: Sendable>(_ database: String, _ body: (PostgresConnection) async throws -> R) async throws -> R {
    let connection = try await PostgresConnection.connect(PostgresConfiguration(uri: cluster.uri(database: database)))
    do {
      let result = try await body(connection)
      await connection.close()
      return result
    } catch {
      await connection.close()
      throw error
    }
  }
}
