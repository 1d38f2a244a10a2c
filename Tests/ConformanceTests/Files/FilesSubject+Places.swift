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

  /// - Parameter form: what the files are. Workbooks and archives are tried here alone: what brings them is tried on plain files.
  static func local(_ folder: TestFolder, _ form: any FileForm = CSVForm()) -> ConnectorSubject {
    var subject = common(FilesPlace(folder: folder.path, address: "file://\(folder.path)/", form: form))
    subject.bypasses = localBypasses
    return subject
  }

  // MARK: sftp:

  static let secureShellBypasses = cursorBypasses

  static func secureShell(_ server: SSHServer) throws -> ConnectorSubject {
    let secret = [
      "user": server.user, "private_key": server.lockedKey, "passphrase": server.passphrase, "host_key": server.hostKey,
    ]
    @Sendable func there(_ port: Int) -> FilesPlace {
      FilesPlace(folder: server.root, address: "sftp://127.0.0.1:\(port)\(server.root)/", secret: secret)
    }
    let place = there(server.port)
    var subject = common(place)
    subject.bypasses = secureShellBypasses
    subject.wrongPassword = { word in
      try place.connector("any", secret: ["user": server.user, "password": word, "host_key": server.hostKey])
    }
    subject.unreachable = { try there(try Loopback.freePort()).connector("any") }
    // SSH's counterpart of a certificate that no longer counts: the server shows another key than the one agreed on.
    subject.expiredCertificate = {
      try place.connector("any", secret: secret.merging(["host_key": String(repeating: "A", count: 43)]) { $1 })
    }
    let silent = try SilentPort()
    subject.stalled = { try there(silent.port).connector("any") }
    subject.secrets = [server.lockedKey, server.passphrase]
    return subject
  }

  // MARK: ftps:

  static let transferBypasses = cursorBypasses

  static func transfer(_ server: FTPServer, expired: FTPServer) throws -> ConnectorSubject {
    let place = transferPlace(server, secret: server.password)
    var subject = common(place)
    subject.bypasses = transferBypasses
    subject.wrongPassword = { try transferPlace(server, secret: $0).connector("any") }
    subject.unreachable = {
      try transferPlace(server, secret: server.password, port: try Loopback.freePort()).connector("any")
    }
    subject.expiredCertificate = { try transferPlace(expired, secret: expired.password).connector("any") }
    let silent = try SilentPort()
    subject.stalled = { try transferPlace(server, secret: server.password, port: silent.port).connector("any") }
    subject.secrets = [server.password]
    return subject
  }

  private static func transferPlace(_ server: FTPServer, secret: String, port: Int? = nil) -> FilesPlace {
    FilesPlace(
      folder: server.root, address: "ftps://127.0.0.1:\(port ?? server.port)/",
      secret: ["user": server.user, "password": secret], settings: ["authorities": .text(server.authorities)])
  }

  // MARK: https:

  static let webBypasses =
    cursorBypasses + [
      Bypass(.killedIncrement, "A web server lists no folder, so there are no increments over https.")
    ]

  static func web(_ server: WebServer, expired: WebServer) throws -> ConnectorSubject {
    let place = webPlace(server, secret: server.password)
    var subject = common(place)
    subject.bypasses = webBypasses
    try place.write([], to: "any")
    subject.wrongPassword = { try webPlace(server, secret: $0).connector("any") }
    subject.unreachable = {
      try webPlace(server, secret: server.password, port: try Loopback.freePort()).connector("any")
    }
    subject.expiredCertificate = { try webPlace(expired, secret: expired.password).connector("any") }
    let silent = try SilentPort()
    subject.stalled = { try webPlace(server, secret: server.password, port: silent.port).connector("any") }
    subject.secrets = [server.password]
    return subject
  }

  private static func webPlace(_ server: WebServer, secret: String, port: Int? = nil) -> FilesPlace {
    FilesPlace(
      folder: server.root, address: "https://127.0.0.1:\(port ?? server.port)/secured/",
      secret: ["user": server.user, "password": secret], settings: ["authorities": .text(server.authorities)])
  }
}
