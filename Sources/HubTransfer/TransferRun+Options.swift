import CLibCurl
import HubModel

extension TransferRun {
  /// Tells curl what to do and, above all, what not to.
  func configure(_ curl: CurlHandle) throws(HubError) {
    curl.set(CURLOPT_URL, address.url)
    curl.set(CURLOPT_PROTOCOLS_STR, address.scheme.rawValue)
    curl.set(CURLOPT_PROXY, options.proxy ?? "")
    trust(curl)
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_FAILONERROR, aim == .answer ? 0 : 1), (CURLOPT_FILETIME, 1),
      (CURLOPT_CONNECTTIMEOUT_MS, options.connectTimeout), (CURLOPT_SERVER_RESPONSE_TIMEOUT, options.stallTimeout),
      (CURLOPT_LOW_SPEED_LIMIT, 1), (CURLOPT_LOW_SPEED_TIME, options.stallTimeout),
      (CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2), (CURLOPT_BUFFERSIZE, 128 << 10),
    ]
    for (option, value) in numbers { curl.set(option, value) }
    let isFile = aim == .content || aim == .answer
    if isFile, request.startAt > 0 { curl.set(CURLOPT_RESUME_FROM_LARGE, size: request.startAt) }
    if aim == .state { curl.set(CURLOPT_NOBODY, 1) }
    if case .listing(let command) = aim { curl.set(CURLOPT_CUSTOMREQUEST, command) }
    configureLogin(curl)
    switch address.scheme {
    case .file: break
    case .http, .https: configureHTTP(curl)
    case .ftp, .ftps: configureFTP(curl)
    case .sftp: try configureSFTP(curl)
    }
    listen(curl)
    try curl.check()
  }

  /// Named authorities stand in place of the system's: curl would go on looking for others in its folder of them.
  private func trust(_ curl: CurlHandle) {
    guard let authorities = options.authorities else { return }
    curl.set(CURLOPT_CAINFO, authorities)
    curl.clear(CURLOPT_CAPATH)
  }

  private func configureLogin(_ curl: CurlHandle) {
    curl.set(CURLOPT_USERNAME, request.user)
    curl.set(CURLOPT_PASSWORD, request.password)
    // No other host is told them.
    curl.set(CURLOPT_UNRESTRICTED_AUTH, 0)
  }

  /// The server cannot name another host for the data: curl passes over the address of a PASV answer.
  private func configureFTP(_ curl: CurlHandle) {
    let needsTLS = address.scheme == .ftps || options.requiresTLS
    curl.set(CURLOPT_USE_SSL, Int((needsTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE).rawValue))
    curl.set(CURLOPT_FTPSSLAUTH, Int(CURLFTPAUTH_TLS.rawValue))
    curl.set(CURLOPT_FTP_SKIP_PASV_IP, 1)
    // An HTTP proxy would otherwise be given the password.
    curl.set(CURLOPT_HTTPPROXYTUNNEL, 1)
  }

  /// What is not given here is not looked for: no agent, no key of the hub's own user, no file of known hosts.
  private func configureSFTP(_ curl: CurlHandle) throws(HubError) {
    var ways: Int32 = 0
    if request.password != nil { ways |= CURLSSH_AUTH_PASSWORD | CURLSSH_AUTH_KEYBOARD }
    if let key = request.privateKey {
      ways |= CURLSSH_AUTH_PUBLICKEY
      curl.set(privateKey: try PrivateKeyFile(key))
      curl.set(CURLOPT_KEYPASSWD, request.passphrase)
    }
    curl.set(CURLOPT_SSH_AUTH_TYPES, Int(ways))
    curl.set(CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256, try HostKeyPin(request.hostKey).base64)
    curl.set(CURLOPT_HTTPPROXYTUNNEL, 1)
  }
}
