import Glibc
package import HubModel

/// TCP ports of 127.0.0.1.
package enum Loopback {
  /// A port that nothing listens on, as the system hands it out.
  package static func freePort() throws(HubError) -> Int {
    let (descriptor, port) = try bound()
    close(descriptor)
    return port
  }

  /// A socket that holds a port and does not listen yet; the caller closes it.
  static func bound() throws(HubError) -> (Int32, Int) {
    let descriptor = socket(AF_INET, streamKind, 0)
    guard descriptor >= 0 else { throw HubError("no-descriptor", "No socket could be opened.") }
    var address = endpoint(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let failure = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
      }
    }
    guard failure == 0 else {
      close(descriptor)
      throw HubError("no-port", "No port of 127.0.0.1 is free.")
    }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// Whether something listens on the port.
  static func answers(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, streamKind, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = endpoint(port: UInt16(port))
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static var streamKind: Int32 { Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue) }

  private static func endpoint(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    return address
  }
}
