import HummingbirdCore
import NIOCore
import ServiceLifecycle

extension Gateway {
  var connections: HTTP1Channel.Configuration {
    let limits = RequestGuardState.Limits(body: configuration.bodyLimit, deadline: configuration.receiveDeadline)
    return HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        RequestGuard(limits: limits) { [self] peer, code in countRefused(peer: peer, code: code) }
      ],
      idleTimeout: .nanoseconds(configuration.idleTimeout.nanoseconds),
      httpDecoderConfiguration: .init(maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 64))
  }
}

/// Logs the refusals of each second, also when no further one comes to push the last second out.
struct RefusalReport: Service {
  let gateway: Gateway

  func run() async {
    try? await cancelWhenGracefulShutdown {
      while true {
        try await Task.sleep(for: .seconds(1))
        gateway.flushRefusals()
      }
    }
    gateway.flushRefusals()
  }
}
