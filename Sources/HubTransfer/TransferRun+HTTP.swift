import CLibCurl

extension TransferRun {
  func configureHTTP(_ curl: CurlHandle) {
    // A server may send on to its secured self, never down to a file or an open line.
    curl.set(CURLOPT_REDIR_PROTOCOLS_STR, address.scheme == .http ? "http,https" : "https")
    curl.set(CURLOPT_FOLLOWLOCATION, mayFollow ? 1 : 0)
    curl.set(CURLOPT_MAXREDIRS, options.redirectsAtMost)
    curl.set(CURLOPT_USERAGENT, "govhub")
    curl.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    if let body = request.body { curl.set(body: body) }
    switch request.method {
    case "GET" where request.body == nil: break
    case "HEAD" where request.body == nil: curl.set(CURLOPT_NOBODY, 1)
    case "POST" where request.body == nil: curl.set(body: [])
    case "POST": break
    default: curl.set(CURLOPT_CUSTOMREQUEST, request.method)
    }
    curl.set(headerLines: headerLines)
  }

  /// curl keeps `Authorization` from other hosts, but no header of another name and no body.
  private var mayFollow: Bool {
    options.redirectsAtMost > 0 && request.method == "GET" && request.headers.isEmpty && request.body == nil
  }

  /// A name before a semicolon is an empty header, one before a bare colon is none, which curl would send by itself.
  private var headerLines: [String] {
    var lines = request.headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    guard request.body != nil || request.method == "POST" else { return lines }
    for name in ["Content-Type", "Expect"] where HeaderLines.value(of: name, in: request.headers) == nil {
      lines.append("\(name):")
    }
    return lines
  }
}
