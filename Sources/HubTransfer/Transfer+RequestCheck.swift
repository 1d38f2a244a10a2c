import HubModel

extension Transfer.Request {
  /// - Throws: what cannot be sent to this address, without saying what it was: `secret-in-address`, `host-key-missing`,
  ///   `host-key-malformed`, `login-malformed`, `header-malformed`, `request-unsuitable`.
  func check(_ address: TransferAddress) throws(HubError) {
    if address.hasCredentials, user != nil || password != nil { throw TransferAddress.secretInAddress(address.shown) }
    if address.scheme == .sftp { _ = try HostKeyPin(hostKey) }
    for text in [user, password, passphrase] where text?.utf8.contains(where: isControl) == true {
      throw HubError("login-malformed", "The user, the password or the passphrase has a control character in it.")
    }
    guard privateKey?.utf8.contains(0) != true else {
      throw HubError("login-malformed", "The private key is not a text.")
    }
    for header in headers {
      let isName = !header.name.isEmpty && header.name.utf8.allSatisfy(isTokenCharacter)
      guard isName, !header.value.utf8.contains(where: { isControl($0) && $0 != UInt8(ascii: "\t") }) else {
        throw HubError("header-malformed", "A header of the request is not one line of a name and a value.")
      }
    }
    try checkMethod(address)
  }

  private func checkMethod(_ address: TransferAddress) throws(HubError) {
    let isWord = !method.isEmpty && method.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    let isPlain = method == "GET" && body == nil
    guard isWord, isPlain || address.scheme.isHTTP, headers.isEmpty || address.scheme.isHTTP else {
      throw HubError("request-unsuitable", "\(address.shown) takes no method, header or body of this kind.")
    }
    guard isPlain || startAt == 0 else {
      throw HubError("request-unsuitable", "Only a plain GET can start within the body.")
    }
  }
}

private func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

/// RFC 9110, 5.6.2.
private func isTokenCharacter(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
  default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }
}
