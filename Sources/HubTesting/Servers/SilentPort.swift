import Glibc
package import HubModel

/// A port of 127.0.0.1 that takes connections and never says a word, as long as the process runs.
package final class SilentPort: Sendable {
  package let port: Int

  package init() throws(HubError) {
    let (descriptor, port) = try Loopback.bound()
    self.port = port
    guard listen(descriptor, 64) == 0 else { throw HubError("no-port", "No port of 127.0.0.1 is free.") }
  }
}
