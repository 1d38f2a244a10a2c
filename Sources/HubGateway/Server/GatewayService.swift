import Glibc
import HubModel
import Hummingbird
import NIOCore
package import ServiceLifecycle

/// The gateway as a service to run beside others. Where it cannot listen it says what is in the way.
package struct GatewayService: Service {
  private let gateway: Gateway
  private let onRunning: @Sendable (Int) async -> Void

  /// - Parameter onRunning: told the port once connections are taken.
  package init(_ gateway: Gateway, onRunning: @escaping @Sendable (Int) async -> Void) {
    self.gateway = gateway
    self.onRunning = onRunning
  }

  /// Throws `address-in-use`, `address-not-here`, `port-not-permitted`.
  package func run() async throws {
    do {
      try await gateway.application(onRunning: onRunning).run()
    } catch let error as IOError {
      throw told(error)
    }
  }

  private func told(_ error: IOError) -> any Error {
    let (host, port) = (gateway.configuration.host, gateway.configuration.port)
    let choice = "Choose another with --port; `serve` also takes `port` of govhub.yaml and GOVHUB_PORT."
    switch error.errnoCode {
    case EADDRINUSE: return HubError("address-in-use", "Another program listens on \(host), port \(port), already.", remedy: choice)
    case EACCES: return HubError("port-not-permitted", "This user may not listen on port \(port).", remedy: choice)
    case EADDRNOTAVAIL:
      return HubError("address-not-here", "\(host) is no address of this machine.", remedy: "Choose another with --host.")
    default: return error
    }
  }
}
