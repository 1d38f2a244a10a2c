extension Transfer {
  /// The limits of a transfer.
  package struct Options: Sendable, Equatable {
    /// Milliseconds until a connection must stand.
    package var connectTimeout = 10_000
    /// Seconds without a byte after which the source counts as dead.
    package var stallTimeout = 60
    /// A PEM file of the authorities to trust in place of the system's.
    package var authorities: String?
    /// `http://host:port` of a proxy; nil uses none, whatever the environment says.
    package var proxy: String?
    /// Bytes handed over at a time.
    package var bufferSize = 256 << 10
    /// Buffers that may wait for the reader before the source is made to wait.
    package var buffersWaiting = 2
    package var redirectsAtMost = 5
    /// Whether an `ftp:` server must agree on TLS (AUTH TLS, RFC 4217) for commands and data before anything is sent to it.
    /// Without, names, passwords and files cross the network readable: say no only for a server that has no TLS, on a line
    /// that is secured otherwise. `ftps:` always has TLS, `http:` never.
    package var requiresTLS = true

    package init() {}
  }
}

/// What a transfer that reached its end brought.
package struct TransferSummary: Sendable, Equatable {
  package var bytes: UInt64
  /// Seconds since 1970, where the source tells.
  package var lastModified: Int64?

  package init(bytes: UInt64, lastModified: Int64?) {
    self.bytes = bytes
    self.lastModified = lastModified
  }
}
