import Glibc
package import HubModel

/// A port of 127.0.0.1 that takes connections and never says a word.
package final class SilentPort: Sendable {
  package let port: Int
  private let descriptor: Int32

  package init() throws(HubError) {
    (descriptor, port) = try Loopback.bound()
    guard listen(descriptor, 64) == 0 else { throw HubError("no-port", "No port of 127.0.0.1 is free.") }
  }

  deinit { close(descriptor) }
}
