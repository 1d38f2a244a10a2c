import HubModel

/// What a test server shows to those who connect.
package enum ServerCertificate: Sendable {
  /// For localhost and 127.0.0.1, by an authority of the server's own.
  case valid
  /// The same, but its time is over.
  case expired
  /// No TLS.
  case none

  struct Files {
    /// PEM of the authority to trust.
    var authorities: String
    var certificate: String
    var key: String
  }

  /// Makes key and certificate in the folder; nil where there is no TLS.
  func make(in folder: ServerFolder) throws(HubError) -> Files? {
    guard self != .none else { return nil }
    let openssl = "/usr/bin/openssl"
    try Program.require(openssl)
    let files = Files(
      authorities: folder.path + "/authority.pem", certificate: folder.path + "/server.pem",
      key: folder.path + "/server.key")
    let authorityKey = folder.path + "/authority.key"
    let request = folder.path + "/server.csr"
    let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    try folder.run(
      [openssl, "req", "-x509"] + newKey
        + ["-keyout", authorityKey, "-out", files.authorities, "-days", "2", "-subj", "/CN=Test authority"])
    try folder.run(
      [openssl, "req", "-new"] + newKey + ["-keyout", files.key, "-out", request, "-subj", "/CN=localhost"])
    let extensions = try folder.write(
      "subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n",
      to: "server.extensions")
    // One day less than none: OpenSSL 3.0 makes a certificate that ended yesterday.
    try folder.run([
      openssl, "x509", "-req", "-in", request, "-CA", files.authorities, "-CAkey", authorityKey, "-CAcreateserial",
      "-days", self == .expired ? "-1" : "2", "-extfile", extensions, "-out", files.certificate,
    ])
    return files
  }
}
