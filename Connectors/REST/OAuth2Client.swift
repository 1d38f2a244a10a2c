import HubConnectorKit
import HubCrypto
import HubModel

/// The client credentials grant (RFC 6749, section 4.4).
struct OAuth2Client: Sendable {
  let tokenAddress: WebAddress
  let scope: String?
  /// Client and secret go into the body instead of a Basic header.
  let sendsInBody: Bool
  let renewBefore: Int64

  init(_ settings: SourceSettings) throws(HubError) {
    tokenAddress = try WebAddress(settings.needed("token_url"))
    scope = settings.text("scope")
    sendsInBody = settings.text("client") == "body"
    renewBefore = Int64(settings.count("renew_before") ?? 60)
  }

  /// - Throws: `secret-incomplete`.
  func draft(_ secret: Secret) throws(HubError) -> RequestDraft {
    let client = try secret.required("client_id")
    let password = try secret.required("client_secret")
    var form = [("grant_type", "client_credentials")]
    if let scope { form.append(("scope", scope)) }
    var draft = RequestDraft(method: "POST", address: tokenAddress, requestID: "")
    draft.headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")]
    if sendsInBody {
      form += [("client_id", client), ("client_secret", password)]
    } else {
      // RFC 6749, 2.3.1: both are form-encoded first.
      let pair = PercentCode.encoded(client) + ":" + PercentCode.encoded(password)
      draft.headers.append(("Authorization", "Basic " + Base64.encode(Array(pair.utf8))))
    }
    let body = form.map { PercentCode.encoded($0.0) + "=" + PercentCode.encoded($0.1) }.joined(separator: "&")
    draft.body = Array(body.utf8)
    return draft
  }

  /// - Throws: `sign-in-refused`.
  func token(in answer: JSONAnswer, now: Int64) throws(HubError) -> HeldKey {
    guard let token = answer.text(at: FieldPath(key: "access_token")), !token.isEmpty else {
      throw HubError("sign-in-refused", "The token server's answer holds no access_token.")
    }
    let lasts = answer.text(at: FieldPath(key: "expires_in")).flatMap { Int64($0) } ?? 300
    return HeldKey(token, lasts: lasts, renewBefore: renewBefore, now: now)
  }
}
