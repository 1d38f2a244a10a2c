import HubConnectorKit

/// What the versions of SOAP differ in on the wire (SOAP 1.1 section 6.1; SOAP 1.2 part 2 section 7, RFC 3902).
enum SOAPVersion: String, Sendable, CaseIterable {
  case v11 = "1.1"
  case v12 = "1.2"

  func headers(action: String, encoding: TextEncoding) -> [(name: String, value: String)] {
    switch self {
    case .v11:
      return [("Content-Type", "text/xml; charset=\(encoding.rawValue)"), ("SOAPAction", "\"\(action)\"")]
    case .v12:
      let parameter = action.isEmpty ? "" : "; action=\"\(action)\""
      return [("Content-Type", "application/soap+xml; charset=\(encoding.rawValue)\(parameter)")]
    }
  }
}
