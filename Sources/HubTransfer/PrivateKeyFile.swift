import CLibCurl
import Glibc
import HubModel

/// A private key as a file, the only form in which curl takes it: in memory, without a name in any folder, for this process
/// alone.
final class PrivateKeyFile {
  private let descriptor: Int32

  /// - Parameter text: PEM or OpenSSH text.
  /// - Throws: `transfer-failed`, transient.
  init(_ text: String) throws(HubError) {
    descriptor = hub_memory_file()
    // Key readers of libssh2 stumble over CR.
    var bytes = text.utf8.filter { $0 != UInt8(ascii: "\r") }
    if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    let isKept = descriptor >= 0 && fchmod(descriptor, 0o600) == 0 && Self.write(bytes, to: descriptor)
    guard isKept else {
      throw HubError("transfer-failed", "The private key could not be kept in memory.", persistence: .transient)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Opens anew at the beginning each time; also in a process that may not be dumped.
  var path: String { "/proc/self/fd/\(descriptor)" }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
