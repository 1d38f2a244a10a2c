import HubConnectorKit
import HubModel

/// How the line to the database is secured, in the words of its driver.
struct LineSecurity: Sendable, Equatable {
  enum Mode: String, Sendable, CaseIterable {
    /// Certificate and name are checked.
    case verifyFull = "verify-full"
    /// The certificate is checked.
    case verify
    /// Encrypted, with whomever.
    case require
    case disable
  }

  /// Debian's bundle; libpq itself knows only a file in the user's home.
  private static let systemAuthorities = "/etc/ssl/certs/ca-certificates.crt"

  let mode: Mode
  private let authorities: String?
  /// The server is a socket of this machine.
  let isLocal: Bool

  /// - Throws: `options-unsuitable`.
  init(_ settings: SourceSettings, _ dialect: SQLDialect, sources: String) throws(HubError) {
    let tls = settings.group("tls")
    let server = settings.text("server")
    // The host of a registered data source is not known here: it counts as a distant one.
    let isSocket = server?.hasPrefix("/") ?? (settings.text("dsn") == nil && dialect.hasSocket)
    isLocal = isSocket && (tls == nil || tls?.text("mode") == Mode.disable.rawValue)
    guard let mode = Mode(rawValue: tls?.text("mode") ?? Mode.verifyFull.rawValue) else {
      throw unsuitable("`tls.mode` must be one of \(Mode.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    self.mode = mode
    if let text = tls?.text("authorities") { authorities = try Self.path(text, sources) } else { authorities = nil }
    guard authorities == nil || dialect == .mariadb || dialect.isPostgreSQL else {
      throw unsuitable("The driver of \(dialect.rawValue) takes no `tls.authorities`: it trusts the system's.")
    }
  }

  /// A path, whatever address it came as. Drivers read braces differently.
  private static func path(_ text: String, _ sources: String) throws(HubError) -> String {
    let folder = sources.hasSuffix("/") ? String(sources.dropLast()) : sources
    let filled = text.replacing("{sources}", with: folder)
    let path = filled.hasPrefix("file://") ? String(filled.dropFirst(7)) : filled
    guard !path.isEmpty, path.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "{" && $0 != "}" }) else {
      throw unsuitable("`tls.authorities` must be the path of a file, without braces in it.")
    }
    return path
  }

  func keywords(_ dialect: SQLDialect) -> [(name: String, value: String)] {
    guard !isLocal else { return [] }
    switch dialect {
    case .postgresql, .kingbase: return [(name: "SSLmode", value: mode == .verify ? "verify-ca" : mode.rawValue)]
    case .mariadb: return mariadb
    case .sqlserver:
      return [
        (name: "Encrypt", value: mode == .disable ? "no" : "yes"),
        (name: "TrustServerCertificate", value: mode == .require ? "yes" : "no"),
      ]
    case .oracle, .dameng: return []
    }
  }

  private var mariadb: [(name: String, value: String)] {
    guard mode != .disable else { return [(name: "FORCETLS", value: "0")] }
    let words = [(name: "FORCETLS", value: "1"), (name: "SSLVERIFY", value: mode == .require ? "0" : "1")]
    return words + (authorities.map { [(name: "SSLCA", value: $0)] } ?? [])
  }

  /// libpq's own word for the authorities, quoted as it reads it.
  var libpq: String? {
    guard !isLocal, mode == .verifyFull || mode == .verify else { return nil }
    let path = (authorities ?? Self.systemAuthorities).replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    let isPlain = !path.contains { " \\'".contains($0) }
    return "sslrootcert=" + (isPlain ? path : "'\(path)'")
  }

  /// What weakens the line, for `check`.
  func notes(_ dialect: SQLDialect) -> [String] {
    guard !isLocal else { return [] }
    if [.oracle, .dameng, .kingbase].contains(dialect) {
      return ["Whether the line is secured is for the driver of \(dialect.rawValue) to decide: see its own configuration."]
    }
    switch mode {
    case .verifyFull: return []
    case .verify where dialect != .postgresql: return []
    case .verify: return ["TLS does not check the server's name: any certificate of the authority passes."]
    case .require: return ["TLS does not check the server's certificate: whoever answers is believed."]
    case .disable: return ["The line is not secured: password and rows pass readable."]
    }
  }
}
