import CLibCurl
import HubModel

extension TransferFailure {
  static func known(_ code: CURLcode) -> KnownFailure {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      .init("host-unknown", "the host name has no address", .transient)
    case CURLE_COULDNT_CONNECT: .init("connection-refused", "no connection could be made", .transient)
    case CURLE_OPERATION_TIMEDOUT: .init("timed-out", "no answer in time", .transient)
    case CURLE_PARTIAL_FILE: .init("body-truncated", "the body ended before its announced length", .transient)
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_SSL_SHUTDOWN_FAILED:
      .init("connection-lost", "the connection was lost", .transient)
    case CURLE_SSL_CONNECT_ERROR: .init("tls-failed", "no secured connection could be agreed on", .transient)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      .init("tls-failed", "the server's certificate is not trusted", .terminal)
    case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CRL_BADFILE:
      .init("tls-failed", "a certificate file of the configuration cannot be used", .terminal)
    case CURLE_USE_SSL_FAILED:
      .init(
        "tls-failed", "the server has no TLS, which is required", .terminal,
        remedy: "Ask the department for FTPS or SFTP; plain FTP must be allowed explicitly.")
    case CURLE_REMOTE_FILE_NOT_FOUND: .init("file-missing", "there is no such file or folder", .terminal)
    case CURLE_FILE_COULDNT_READ_FILE, CURLE_READ_ERROR, CURLE_REMOTE_ACCESS_DENIED:
      .init("file-unreadable", "the file cannot be read", .terminal)
    case CURLE_BAD_DOWNLOAD_RESUME: .init("start-beyond-end", "the file ends before the start that was asked for", .terminal)
    case CURLE_RANGE_ERROR, CURLE_FTP_COULDNT_USE_REST:
      .init("resume-unsupported", "the server brings no part of a file", .terminal)
    case CURLE_TOO_MANY_REDIRECTS: .init("too-many-redirects", "the server sends on too often", .terminal)
    case CURLE_UNSUPPORTED_PROTOCOL:
      .init("protocol-unsupported", "the address, or one the server sends on to, is not allowed", .terminal)
    case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR: .init("login-denied", "the server refused the login", .terminal)
    case CURLE_ABORTED_BY_CALLBACK, CURLE_WRITE_ERROR: .init("transfer-given-up", "the reader gave up", .transient)
    default: .init("transfer-failed", "the transfer failed", .terminal)
    }
  }

  /// What means something else, or something more, over SSH.
  static func ofSSH(_ code: CURLcode, _ address: TransferAddress) -> KnownFailure? {
    guard address.scheme == .sftp else { return nil }
    return switch code {
    case CURLE_PEER_FAILED_VERIFICATION:
      KnownFailure("host-key-mismatch", "the server's host key is not the one entered", .terminal, remedy: HostKeyPin.remedy)
    case CURLE_LOGIN_DENIED:
      KnownFailure(
        "login-denied", "the server refused the login", .terminal,
        remedy: "Check the user and the password or private key; a key must be ED25519 or ECDSA, not RSA.")
    case CURLE_SSH: KnownFailure("ssh-failed", "the SSH connection failed", .transient)
    default: nil
    }
  }

  /// What means something else, or something more, over FTP. Its answers 400–499 are for now, 500–599 for good
  /// (RFC 959, 4.2.1).
  static func ofFTP(_ code: CURLcode, _ status: Int, _ address: TransferAddress) -> KnownFailure? {
    guard address.scheme.isFTP else { return nil }
    let persistence: HubError.Persistence = (400...499).contains(status) ? .transient : .terminal
    return switch code {
    case CURLE_LOGIN_DENIED: KnownFailure("login-denied", "the server refused the login", persistence)
    case CURLE_FTP_COULDNT_RETR_FILE where [500, 501, 502, 504].contains(status):
      KnownFailure(commandUnknown, "the server does not know the command", .terminal)
    case CURLE_FTP_COULDNT_RETR_FILE, CURLE_REMOTE_ACCESS_DENIED:
      KnownFailure("file-unreadable", "the server does not bring the file or folder", persistence)
    case CURLE_QUOTE_ERROR, CURLE_FTP_COULDNT_SET_TYPE, CURLE_FTP_PRET_FAILED:
      KnownFailure("ftp-failed", "the server refused a command", persistence)
    case CURLE_FTP_ACCEPT_FAILED, CURLE_FTP_ACCEPT_TIMEOUT, CURLE_FTP_CANT_GET_HOST, CURLE_FTP_PORT_FAILED,
      CURLE_FTP_WEIRD_PASV_REPLY, CURLE_FTP_WEIRD_227_FORMAT:
      KnownFailure("ftp-failed", "no connection for the data could be made", .transient)
    case CURLE_WEIRD_SERVER_REPLY, CURLE_FTP_WEIRD_PASS_REPLY:
      KnownFailure("ftp-failed", "the server does not answer as FTP does", .transient)
    default: nil
    }
  }
}
