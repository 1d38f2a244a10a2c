extension Transfer {
  /// What is sent, beside the address. Printing it shows nothing.
  package struct Request: Sendable {
    /// Capital letters; anything but `GET` is for HTTP alone.
    package var method = "GET"
    /// Of HTTP alone. With any header or a body no redirect is followed: where it leads must not learn them.
    package var headers: [(name: String, value: String)] = []
    package var body: [UInt8]?
    /// Sent to the address's own host alone, whatever it redirects to.
    package var user: String?
    package var password: String?
    /// PEM or OpenSSH text, for `sftp:` alone: ED25519 or ECDSA. Servers of today refuse the RSA signatures (SHA-1) of
    /// Debian 12's libssh2.
    package var privateKey: String?
    package var passphrase: String?
    /// For `sftp:`, which needs it: base64 SHA-256 of the server's host key as `ssh-keygen -lf` shows it, with or without
    /// `SHA256:`. Of several host keys libssh2 takes the ECDSA one first.
    package var hostKey: String?
    /// The first byte to bring, counted from 0: what lies before it is left out.
    package var startAt: UInt64 = 0

    package init() {}
  }
}

extension Transfer.Request: CustomStringConvertible, CustomReflectable {
  package var description: String { "Transfer.Request" }
  package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
