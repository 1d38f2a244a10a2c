import HubModel

/// An `http:` or `https:` address in its parts (RFC 3986), so that a page cannot send the reader elsewhere.
struct WebAddress: Sendable, Equatable {
  /// `https://host:port`, lower case, the port only where it is not the scheme's own.
  let origin: String
  /// From the first slash on.
  var path: String
  /// Without the question mark; empty where there is none.
  var query: String

  /// - Throws: `address-malformed`.
  init(_ text: String) throws(HubError) {
    guard let address = WebAddress(parsing: text) else {
      throw HubError("address-malformed", "An address is neither http: nor https:, or holds a user and a password.")
    }
    self = address
  }

  private init?(parsing text: String) {
    guard let text = Self.cleaned(text), let colon = text.firstRange(of: "://") else { return nil }
    let scheme = text[..<colon.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[colon.upperBound...]
    let authority = rest.prefix { !"/?#".contains($0) }
    guard let host = Self.host(authority.lowercased(), scheme) else { return nil }
    origin = "\(scheme)://\(host)"
    (path, query) = Self.split(rest[authority.endIndex...])
  }

  /// The reference as seen from this address; nil where it leads to another origin or cannot be read.
  func following(_ reference: String) -> WebAddress? {
    guard let reference = Self.cleaned(reference), !reference.isEmpty else { return nil }
    var result = self
    if reference.contains("://") && !reference.hasPrefix("/") && !reference.hasPrefix("?") {
      guard let other = WebAddress(parsing: reference), other.origin == origin else { return nil }
      return other
    }
    if reference.hasPrefix("//") {
      let scheme = origin.prefix { $0 != ":" }
      guard let other = WebAddress(parsing: "\(scheme):\(reference)"), other.origin == origin else { return nil }
      return other
    }
    if reference.hasPrefix("?") {
      result.query = Self.split("/" + reference).query
    } else if reference.hasPrefix("/") {
      (result.path, result.query) = Self.split(Substring(reference))
    } else {
      let scheme = reference.prefix { !":/?#".contains($0) }
      guard scheme.endIndex == reference.endIndex || reference[scheme.endIndex] != ":" else { return nil }
      let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
      (result.path, result.query) = Self.split(Substring(folder + reference))
    }
    return result
  }

  /// The address with more parameters behind those it has.
  func text(adding parameters: [(name: String, value: String)]) -> String {
    let more = parameters.map { PercentCode.encoded($0.name) + "=" + PercentCode.encoded($0.value) }
    let all = (query.isEmpty ? [] : [query]) + more
    return origin + path + (all.isEmpty ? "" : "?" + all.joined(separator: "&"))
  }

  /// Path and query, without the parameter of that name: what a checkpoint may hold.
  func reference(without name: String?) -> String {
    let kept = query.split(separator: "&").filter { pair in
      guard let name else { return true }
      return pair.prefix { $0 != "=" } != PercentCode.encoded(name)
    }
    return path + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
  }

  func hasParameter(_ name: String) -> Bool {
    query.split(separator: "&").contains { $0.prefix { $0 != "=" } == PercentCode.encoded(name) }
  }

  private static func split(_ text: some StringProtocol) -> (path: String, query: String) {
    let whole = String(text.prefix { $0 != "#" })
    let path = whole.prefix { $0 != "?" }
    let query = path.endIndex < whole.endIndex ? String(whole[whole.index(after: path.endIndex)...]) : ""
    return (path.hasPrefix("/") ? String(path) : "/" + path, query)
  }

  private static func host(_ authority: String, _ scheme: String) -> String? {
    guard !authority.isEmpty, !authority.contains("@") else { return nil }
    let ownPort = scheme == "http" ? ":80" : ":443"
    return authority.hasSuffix(ownPort) ? String(authority.dropLast(ownPort.count)) : authority
  }

  /// Without what no address holds: nil for controls, blanks and backslashes; other characters become their bytes.
  private static func cleaned(_ text: String) -> String? {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.value <= 0x20 || scalar.value == 0x7F || scalar == "\\" { return nil }
      result += scalar.isASCII ? String(scalar) : PercentCode.encoded(String(scalar))
    }
    return result
  }
}
