/// A database that is not the hub's own, and how to sign in there.
///
/// It goes to libpq word by word and never as one string, so no value needs quoting and none can become another setting.
/// Never printed: it holds the password.
package struct PostgresServer: Sendable, CustomStringConvertible, CustomReflectable {
  /// How far the line to the server is trusted: libpq's `sslmode`. A socket of this machine has no TLS and needs none.
  package enum TLS: String, Sendable, CaseIterable {
    case verifyFull = "verify-full"
    case verifyAuthority = "verify-ca"
    case require
    case disable
  }

  /// Encryption by Kerberos; some servers that speak the protocol hang up when they are asked for it.
  package enum GSSEncryption: String, Sendable, CaseIterable {
    case disable, prefer, require
  }

  /// A name or an address; a path is the folder of a socket.
  package var host: String
  package var port: Int
  package var database: String
  package var user: String
  package var password: String
  package var tls: TLS
  /// PEM file of the authorities to trust; nil takes the system's.
  package var authorities: String?
  package var gssEncryption: GSSEncryption

  package init(
    host: String, port: Int = 5432, database: String, user: String, password: String, tls: TLS = .verifyFull,
    authorities: String? = nil, gssEncryption: GSSEncryption = .disable
  ) {
    self.host = host
    self.port = port
    self.database = database
    self.user = user
    self.password = password
    self.tls = tls
    self.authorities = authorities
    self.gssEncryption = gssEncryption
  }

  package var description: String { "PostgreSQL server" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }

  /// Debian's bundle; libpq itself knows only a file in the user's home.
  private static let systemAuthorities = "/etc/ssl/certs/ca-certificates.crt"

  var keywords: [(String, String)] {
    var words = [
      ("host", host), ("port", String(port)), ("dbname", database), ("user", user), ("password", password),
      ("sslmode", tls.rawValue), ("gssencmode", gssEncryption.rawValue),
    ]
    let isVerified = tls == .verifyFull || tls == .verifyAuthority
    if let authorities {
      words.append(("sslrootcert", authorities))
    } else if isVerified {
      words.append(("sslrootcert", Self.systemAuthorities))
    }
    return words
  }
}
