import HubModel

/// The security header of a name and a password as text (OASIS Web Services Security UsernameToken Profile 1.1, section 3.1).
enum UsernameToken {
  private static let base = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"

  static func element(user: String, password: String) throws(HubError) -> String {
    let name = try EscapedValue.text(user)
    let word = try EscapedValue.text(password)
    return "<wsse:Security xmlns:wsse=\"\(base)wssecurity-secext-1.0.xsd\"><wsse:UsernameToken>"
      + "<wsse:Username>\(name)</wsse:Username>"
      + "<wsse:Password Type=\"\(base)username-token-profile-1.0#PasswordText\">\(word)</wsse:Password>"
      + "</wsse:UsernameToken></wsse:Security>"
  }
}
