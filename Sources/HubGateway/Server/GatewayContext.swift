import Hummingbird
import NIOCore

/// What a request brings besides itself: the address at the other end.
struct GatewayContext: InitializableFromSource {
  let channel: any Channel

  init(source: ApplicationRequestContextSource) { channel = source.channel }

  /// Empty where there is none.
  var peer: String { channel.remoteAddress?.ipAddress ?? "" }
}
