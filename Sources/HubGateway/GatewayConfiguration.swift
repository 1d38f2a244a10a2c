package import HubPolicy

/// What of the gateway is chosen by its operator.
package struct GatewayConfiguration: Sendable {
  package var host: String
  package var port: Int
  /// What a token's `aud` has to name.
  package var audience: String
  /// Proxies whose `X-Forwarded-For` counts.
  package var trustedProxies: [NetworkRange]
  /// False in a process that serves verification only, without the sealing key.
  package var servesReading: Bool
  /// Largest request body, in bytes.
  package var bodyLimit = 1 << 20
  /// From the first byte of a request to its last.
  package var receiveDeadline = Duration.seconds(10)
  /// How long a kept connection may be silent.
  package var idleTimeout = Duration.seconds(75)
  /// Age from which the state of policies and revocations is too old to answer by.
  package var stateLimit = Duration.seconds(2)
  package var connectionLimit = 4096

  package init(
    host: String = "127.0.0.1", port: Int = 8080, audience: String, trustedProxies: [NetworkRange] = [],
    servesReading: Bool = true
  ) {
    self.host = host
    self.port = port
    self.audience = audience
    self.trustedProxies = trustedProxies
    self.servesReading = servesReading
  }
}

/// The policy set that decides now.
package struct PolicyInForce: Sendable {
  package var policy: CompiledPolicy
  package var sequence: Int64
  /// SM3 of the set's canonical bytes.
  package var digest: [UInt8]
  /// As answers and audit name it.
  package let version: String

  package init(policy: CompiledPolicy, sequence: Int64, digest: [UInt8]) {
    self.policy = policy
    self.sequence = sequence
    self.digest = digest
    version = "p\(sequence)"
  }
}
