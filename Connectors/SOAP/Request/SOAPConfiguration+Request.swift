import HubModel
import HubTransfer

extension SOAPConfiguration {
  /// The one request that asks for `values`.
  /// - Throws: `value-missing`, `secret-incomplete`, `character-unsupported`.
  func request(_ values: MessageValues) throws(HubError) -> Transfer.Request {
    var request = Transfer.Request()
    request.method = "POST"
    request.headers = try sentHeaders(values)
    request.body = try TextEncoder.bytes(try filledEnvelope(values), in: encoding)
    if signsInBasic {
      request.user = try values.secretText("user")
      request.password = try values.secretText("password")
    }
    return request
  }

  private func filledEnvelope(_ values: MessageValues) throws(HubError) -> String {
    try envelope.filled { name throws(HubError) in
      switch name {
      case "inner": try innerMarkup(values)
      case "security":
        try UsernameToken.element(user: try values.secretText("user"), password: try values.secretText("password"))
      default: try EscapedValue.text(try values.text(name))
      }
    }
  }

  private func innerMarkup(_ values: MessageValues) throws(HubError) -> String {
    guard let inner else { return "" }
    let document = try inner.template.filled { name throws(HubError) in try EscapedValue.text(try values.text(name)) }
    return try inner.wrapped(document, encoding: encoding)
  }

  private func sentHeaders(_ values: MessageValues) throws(HubError) -> [(name: String, value: String)] {
    var sent: [(name: String, value: String)] = [(name: "Accept", value: "text/xml, application/soap+xml")]
    sent += version.headers(action: action, encoding: encoding)
    for header in headers {
      let value = try header.template.filled { name throws(HubError) in try values.text(name) }
      sent.removeAll { $0.name.lowercased() == header.name.lowercased() }
      sent.append((name: header.name, value: try EscapedValue.header(value)))
    }
    return sent
  }
}
