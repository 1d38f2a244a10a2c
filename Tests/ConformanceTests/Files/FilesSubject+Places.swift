import HubConnectorKit
import HubTesting

extension FilesSubject {
  // MARK: file:

  static let localBypasses =
    cursorBypasses + [
      Bypass(.wrongPassword, "The file system asks for no password; rights of files are the system's."),
      Bypass(.unreachable, "A folder of this machine has no line that could be down."),
      Bypass(.expiredCertificate, "No certificate stands between the hub and its own folder."),
      Bypass(.cancellationWaiting, "A file of this machine always answers; waiting is tried over sftp and https."),
      Bypass(.canary, "It is made without any secret; the canary is tried over sftp and https."),
    ]

  static func local(_ folder: TestFolder) -> ConnectorSubject {
    var subject = common(CSVPlace(folder: folder.path, address: "file://\(folder.path)/"))
    subject.bypasses = localBypasses
    return subject
  }

  // MARK: sftp:

  static let secureShellBypasses = cursorBypasses

  static func secureShell(_ server: SSHServer) throws -> ConnectorSubject {
    let secret = [
      "user": server.user, "private_key": server.lockedKey, "passphrase": server.passphrase, "host_key": server.hostKey,
    ]
    let place = CSVPlace(folder: server.root, address: address(server.port, server.root), secret: secret)
    var subject = common(place)
    subject.bypasses = secureShellBypasses
    subject.wrongPassword = { word in
      try place.connector("any.csv", secret: ["user": server.user, "password": word, "host_key": server.hostKey])
    }
    subject.unreachable = {
      let port = try Loopback.freePort()
      return try CSVPlace(folder: server.root, address: address(port, server.root), secret: secret).connector("any.csv")
    }
    // SSH's counterpart of a certificate that no longer counts: the server shows another key than the one agreed on.
    subject.expiredCertificate = {
      try place.connector("any.csv", secret: secret.merging(["host_key": String(repeating: "A", count: 43)]) { $1 })
    }
    let silent = try SilentPort()
    subject.stalled = {
      try CSVPlace(folder: server.root, address: address(silent.port, server.root), secret: secret).connector("any.csv")
    }
    subject.secrets = [server.lockedKey, server.passphrase]
    return subject
  }

  private static func address(_ port: Int, _ root: String) -> String { "sftp://127.0.0.1:\(port)\(root)/" }

  // MARK: https:

  static let webBypasses =
    cursorBypasses + [
      Bypass(.killedIncrement, "A web server lists no folder, so there are no increments over https.")
    ]

  static func web(_ server: WebServer, expired: WebServer) throws -> ConnectorSubject {
    let place = webPlace(server, secret: server.password)
    var subject = common(place)
    subject.bypasses = webBypasses
    try place.write([], to: "any.csv")
    subject.wrongPassword = { try webPlace(server, secret: $0).connector("any.csv") }
    subject.unreachable = {
      try webPlace(server, secret: server.password, port: try Loopback.freePort()).connector("any.csv")
    }
    subject.expiredCertificate = { try webPlace(expired, secret: expired.password).connector("any.csv") }
    let silent = try SilentPort()
    subject.stalled = { try webPlace(server, secret: server.password, port: silent.port).connector("any.csv") }
    subject.secrets = [server.password]
    return subject
  }

  private static func webPlace(_ server: WebServer, secret: String, port: Int? = nil) -> CSVPlace {
    CSVPlace(
      folder: server.root, address: "https://127.0.0.1:\(port ?? server.port)/secured/",
      secret: ["user": server.user, "password": secret], settings: ["authorities": .text(server.authorities)])
  }
}
