import HubConnectorKit
import HubModel
import HubTransfer

/// What all reads of one connector share: who they are and how often they may ask.
struct RESTSession: Sendable {
  let configuration: RESTConfiguration
  let credentials: Credentials
  let rate: RequestRate?
  let now: @Sendable () -> Int64

  init(_ configuration: RESTConfiguration, _ request: SourceRequest) {
    self.configuration = configuration
    let fetch = KeyFetch(authentication: configuration.authentication, options: configuration.transfer, now: request.now)
    credentials = Credentials(fetch, open: configuration.authentication.needsSecret ? request.secret : nil)
    rate = configuration.perSecond.map { RequestRate(perSecond: $0) }
    now = request.now
  }

  /// A signed request, and what it was signed with.
  func transfer(_ draft: RequestDraft) async throws -> (transfer: Transfer, signIn: SignIn) {
    try await rate?.wait()
    let signIn = try await credentials.current()
    var draft = draft
    try configuration.authentication.apply(to: &draft, signIn, now: now())
    return (try Transfer(draft.url, options: configuration.transfer, request: draft.request), signIn)
  }

  /// The error for a status that is no success.
  static func refusal(_ status: Int, _ shownAddress: String) -> HubError {
    if status == 401 {
      return HubError(
        "sign-in-refused", "\(shownAddress) answered with status 401.", remedy: "Check the secret that `connection:` names.")
    }
    let mayPass = [408, 425, 429].contains(status) || (status >= 500 && status != 501 && status != 505)
    return HubError(
      "http-status", "\(shownAddress) answered with status \(status).", persistence: mayPass ? .transient : .terminal)
  }
}
