import Glibc
import HubModel

extension Transfer {
  /// Most bytes of a folder's listing.
  private static var listingBytesAtMost: Int { 64 << 20 }

  /// The regular files of a folder, sorted by name (bytewise), not those of folders within it. The address ends with a slash.
  ///
  /// FTP is asked for MLSD, and for its long listing where the server does not know that; links of a long listing are left out.
  /// - Throws: `address-malformed` for what is no folder's address, `protocol-unsupported` for HTTP, `listing-unreadable`
  ///   (terminal) for lines that no known server writes, `answer-too-long`, `file-missing`, `file-unreadable`; and as `bytes`.
  package func list() async throws -> [RemoteFile] {
    guard address.isFolder else {
      throw HubError("address-malformed", "\(shownAddress) does not end with a slash, as the address of a folder does.")
    }
    switch address.scheme {
    case .file: return RemoteFile.sorted(try await perform(.listing(command: nil), { _ in }).files)
    case .sftp: return RemoteFile.sorted(try await longListing())
    case .ftp, .ftps: return RemoteFile.sorted(try await machineListing())
    case .http, .https: throw noFolder
    }
  }

  /// Size and time of one file, exact where the source tells: to the second for `sftp:` and most of `ftp:`.
  /// - Throws: `protocol-unsupported` for HTTP; and as `bytes`.
  package func state() async throws -> RemoteFile {
    guard !address.scheme.isHTTP else { throw noFolder }
    guard let file = try await perform(.state, { _ in }).files.first else {
      throw HubError("file-missing", "\(shownAddress) does not exist.")
    }
    return file
  }

  /// The address of a file that `list` found. It has no credentials in it.
  package func address(of file: RemoteFile) -> String { address.url + file.encodedName }

  private var noFolder: HubError {
    HubError("protocol-unsupported", "\(shownAddress) is of HTTP, which knows neither folders nor files.")
  }

  private func machineListing() async throws -> [RemoteFile] {
    do {
      return try MachineListing.files(in: await listing(command: "MLSD"), shownAddress)
    } catch let error as HubError where error.code == TransferFailure.commandUnknown {
      return try await longListing()
    }
  }

  private func longListing() async throws -> [RemoteFile] {
    try LongListing(now: Int64(time(nil))).files(in: await listing(command: nil), shownAddress)
  }

  private func listing(command: String?) async throws -> [UInt8] {
    var whole: [UInt8] = []
    _ = try await perform(.listing(command: command)) { bytes in
      guard bytes.count <= Self.listingBytesAtMost - whole.count else {
        throw HubError("answer-too-long", "\(shownAddress) lists more than \(Self.listingBytesAtMost) bytes of names.")
      }
      whole.append(contentsOf: bytes)
    }
    return whole
  }
}
