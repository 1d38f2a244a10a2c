/// A release of PostgreSQL, and whether it leaks: before the ones named here, statistics of rows and columns that a role may
/// not read could be had through row security and functions of its own making (CVE-2025-8713).
package struct ServerRelease: Sendable, Equatable, CustomStringConvertible {
  /// As `server_version_num` counts: 150014 is 15.14.
  package let number: Int32

  package init(number: Int32) { self.number = number }

  package static func read(on connection: PostgresConnection) async throws -> ServerRelease {
    let rows = try await connection.query("SELECT current_setting('server_version_num')::int4", [], prepare: false)
    return ServerRelease(number: rows.int4(0, 0) ?? 0)
  }

  /// The first release of each version that keeps statistics to itself; later versions always did.
  private static let mended: [Int32: Int32] = [13: 22, 14: 19, 15: 14, 16: 10, 17: 6]

  /// The release of the same version to go to; nil where this one is good.
  package var needed: ServerRelease? {
    guard let minor = Self.mended[number / 10_000], number % 10_000 < minor else { return nil }
    return ServerRelease(number: number / 10_000 * 10_000 + minor)
  }

  package var description: String { "\(number / 10_000).\(number % 10_000)" }
}
