import CLibCurl
import HubModel

/// The one owner of a curl handle and of what that handle points to.
final class CurlHandle {
  let pointer: UnsafeMutableRawPointer
  private var lines: UnsafeMutablePointer<curl_slist>?
  private var privateKey: PrivateKeyFile?
  private var hasRefused = false

  init() throws(HubError) {
    guard let pointer = curl_easy_init() else { throw HubError("transfer-failed", "libcurl gave no handle.") }
    self.pointer = pointer
  }

  deinit {
    curl_easy_cleanup(pointer)
    curl_slist_free_all(lines)
  }

  /// Nil leaves curl's own default.
  func set(_ option: CURLoption, _ text: String?) {
    if let text { note(hub_curl_set_text(pointer, option, text)) }
  }

  /// Takes curl's own default away; a libcurl without the option has none.
  func clear(_ option: CURLoption) {
    let code = hub_curl_set_text(pointer, option, nil)
    if code != CURLE_NOT_BUILT_IN, code != CURLE_UNKNOWN_OPTION { note(code) }
  }

  func set(_ option: CURLoption, _ number: Int) { note(hub_curl_set_long(pointer, option, number)) }

  func set(_ option: CURLoption, size: UInt64) {
    note(hub_curl_set_size(pointer, option, curl_off_t(clamping: size)))
  }

  func set(body: [UInt8]) {
    body.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress, !bytes.isEmpty {
        note(hub_curl_set_body(pointer, start, curl_off_t(bytes.count)))
      } else {
        note(hub_curl_set_body(pointer, "", 0))
      }
    }
  }

  func set(headerLines: [String]) {
    for line in headerLines {
      let longer = curl_slist_append(lines, line)
      if longer == nil { hasRefused = true } else { lines = longer }
    }
    if lines != nil { note(hub_curl_set_list(pointer, CURLOPT_HTTPHEADER, lines)) }
  }

  func set(privateKey file: PrivateKeyFile) {
    privateKey = file
    set(CURLOPT_SSH_PRIVATE_KEYFILE, file.path)
  }

  /// - Throws: `transfer-failed` where curl did not take one of the settings.
  func check() throws(HubError) {
    guard !hasRefused else { throw HubError("transfer-failed", "This libcurl lacks an option the hub needs.") }
  }

  func note(_ code: CURLcode) {
    if code != CURLE_OK { hasRefused = true }
  }

  func perform() -> CURLcode { curl_easy_perform(pointer) }

  /// Of HTTP and FTP the code of the last answer, else 0.
  var status: Int {
    var status = 0
    _ = hub_curl_get_long(pointer, CURLINFO_RESPONSE_CODE, &status)
    return status
  }

  /// What the server told; nil where it did not.
  func size(_ info: CURLINFO) -> Int64? {
    var value: curl_off_t = -1
    guard hub_curl_get_size(pointer, info, &value) == CURLE_OK, value >= 0 else { return nil }
    return Int64(value)
  }
}
