import HubModel

/// The SHA-256 of the host key that a server must show, in the form curl compares: base64 without its padding.
struct HostKeyPin: Sendable, Equatable {
  let base64: String

  static let remedy =
    "Run `ssh-keyscan HOST | ssh-keygen -lf -`, compare the SHA256 words with those the department gives by another way, "
    + "and enter the one of the ECDSA key where the server has one, else that of the ED25519 key."

  /// - Parameter text: as `ssh-keygen -lf` shows it, with or without `SHA256:` and the padding.
  /// - Throws: `host-key-missing`, `host-key-malformed`.
  init(_ text: String?) throws(HubError) {
    guard let text, !text.isEmpty else {
      throw HubError("host-key-missing", "An sftp: source needs the host key of its server.", remedy: Self.remedy)
    }
    var bytes = Array(text.utf8)
    let mark = Array("SHA256:".utf8)
    if bytes.starts(with: mark) { bytes.removeFirst(mark.count) }
    while bytes.last == UInt8(ascii: "=") { bytes.removeLast() }
    // 32 bytes are 43 characters.
    guard bytes.count == 43, bytes.allSatisfy(Self.isBase64) else {
      throw HubError("host-key-malformed", "The host key is not the base64 of a SHA-256.", remedy: Self.remedy)
    }
    base64 = String(decoding: bytes, as: UTF8.self)
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "+"), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
