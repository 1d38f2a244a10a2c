internal import Foundation

/// The outer form of a PEM public key (RFC 7468, RFC 5280), enough to find a wrong file; its mathematics are checked where it is used.
struct PublicKeyText {
  /// DER.
  let body: [UInt8]

  init?(_ pem: String) {
    let lines = pem.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    guard lines.count >= 3, lines[0] == "-----BEGIN PUBLIC KEY-----", lines[lines.count - 1] == "-----END PUBLIC KEY-----" else {
      return nil
    }
    guard let data = Data(base64Encoded: lines[1..<(lines.count - 1)].joined()), data.count >= 44 else { return nil }
    body = Array(data)
  }

  /// The word for what such keys sign with, by the object identifiers of the key's header; nil for other kinds of keys.
  var algorithm: String? {
    if body.count == 91, header(26, ends: [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00], at: 15) {
      return "ES256"
    }
    if body.count == 91, header(26, ends: [0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D, 0x03, 0x42, 0x00], at: 15) {
      return "SM2"
    }
    if body.count == 44, header(12, ends: [0x2B, 0x65, 0x70, 0x03, 0x21, 0x00], at: 6) { return "EdDSA" }
    return nil
  }

  private func header(_ length: Int, ends bytes: [UInt8], at start: Int) -> Bool {
    Array(body[start..<length]) == bytes
  }
}
