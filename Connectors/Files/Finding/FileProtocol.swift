/// What can be asked about a file, by the protocol that brings it.
enum FileProtocol: Sendable, Equatable {
  /// The file system.
  case local
  /// HTTP: nothing but the file itself.
  case web
  /// FTP and SFTP: folders, sizes and times; reading may begin anywhere.
  case remote

  init(_ address: String) {
    let start = address.prefix(8).lowercased()
    if ["http://", "https://"].contains(where: { start.hasPrefix($0) }) {
      self = .web
    } else {
      self = ["sftp://", "ftp://", "ftps://"].contains { start.hasPrefix($0) } ? .remote : .local
    }
  }
}
