import HubConnectorKit
import HubCrypto
import HubModel
import HubTransfer

/// Fetches tokens and short-lived keys.
struct KeyFetch: Sendable {
  let authentication: Authentication
  let options: Transfer.Options
  let now: @Sendable () -> Int64

  /// True where requests need more than the secret.
  var isNeeded: Bool {
    switch authentication {
    case .oauth2: true
    case .signed(_, let key): key != nil
    case .none, .apiKey, .basic: false
    }
  }

  /// A server that sends its answer drop by drop must not hold up all reads.
  private static let deadline = Duration.seconds(60)

  /// - Throws: `timed-out`, transient, after a minute; what `key` throws.
  func keyInTime(_ secret: Secret) async throws -> HeldKey {
    try await withThrowingTaskGroup(of: HeldKey.self) { group in
      group.addTask { try await self.key(secret) }
      group.addTask {
        try await Task.sleep(for: Self.deadline)
        throw HubError("timed-out", "The sign-in took longer than a minute.", persistence: .transient)
      }
      defer { group.cancelAll() }
      guard let key = try await group.next() else { throw CancellationError() }
      return key
    }
  }

  /// - Throws: `sign-in-refused`, terminal or transient by the status; and what the transfer throws.
  func key(_ secret: Secret) async throws -> HeldKey {
    switch authentication {
    case .oauth2(let client):
      let answer = try await send(client.draft(secret))
      return try client.token(in: answer, now: now())
    case .signed(_, .some(let key)):
      let answer = try await send(draft(key, secret))
      return try key.key(in: answer, secret: secret, now: now())
    case .none, .apiKey, .basic, .signed(_, .none):
      throw HubError("sign-in-refused", "This kind of sign-in fetches nothing.")
    }
  }

  private func draft(_ key: ShortLivedKey, _ secret: Secret) throws(HubError) -> RequestDraft {
    var draft = RequestDraft(method: key.method, address: key.address, requestID: Hex.encode(Random.bytes(16)))
    draft.headers = [("Accept", "application/json")]
    if let body = key.body {
      draft.headers.append(("Content-Type", "application/json"))
      draft.body = Array(try key.signing.filled(body, for: draft, secret: secret, now: now()).utf8)
    }
    try key.signing.sign(&draft, secret: secret, key: nil, now: now())
    return draft
  }

  private func send(_ draft: RequestDraft) async throws -> JSONAnswer {
    let transfer = try Transfer(draft.url, options: options, request: draft.request)
    let answer = try await transfer.answer()
    guard (200...299).contains(answer.status) else {
      let mayPass = [408, 425, 429].contains(answer.status) || answer.status >= 500
      throw HubError(
        "sign-in-refused", "\(transfer.shownAddress) answered the sign-in with status \(answer.status).",
        remedy: "Check the secret that `connection:` names.", persistence: mayPass ? .transient : .terminal)
    }
    return JSONAnswer(answer.body)
  }
}
