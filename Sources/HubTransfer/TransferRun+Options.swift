import CLibCurl
import HubModel

extension TransferRun {
  /// Tells curl what to do and, above all, what not to.
  func configure(_ handle: UnsafeMutableRawPointer) throws(HubError) {
    let text: [(CURLoption, String?)] = [
      (CURLOPT_URL, address.url),
      (CURLOPT_PROTOCOLS_STR, address.scheme.rawValue),
      // A server may send on to its secured self, never down to a file or an open line.
      (CURLOPT_REDIR_PROTOCOLS_STR, address.scheme == .http ? "http,https" : "https"),
      (CURLOPT_PROXY, options.proxy ?? ""),
      (CURLOPT_CAINFO, options.authorities),
      (CURLOPT_USERAGENT, "govhub"),
    ]
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_NOSIGNAL, 1), (CURLOPT_FAILONERROR, 1), (CURLOPT_FILETIME, 1),
      (CURLOPT_FOLLOWLOCATION, options.redirectsAtMost > 0 ? 1 : 0), (CURLOPT_MAXREDIRS, options.redirectsAtMost),
      (CURLOPT_CONNECTTIMEOUT_MS, options.connectTimeout),
      (CURLOPT_LOW_SPEED_LIMIT, 1), (CURLOPT_LOW_SPEED_TIME, options.stallTimeout),
      (CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2), (CURLOPT_BUFFERSIZE, 128 << 10),
    ]
    var codes = text.compactMap { option, value in value.map { hub_curl_set_text(handle, option, $0) } }
    codes += numbers.map { hub_curl_set_long(handle, $0, $1) }
    let owner = Unmanaged.passUnretained(self).toOpaque()
    codes.append(hub_curl_set_write(handle, writeBytes, owner))
    codes.append(hub_curl_set_progress(handle, watchReader, owner))
    guard codes.allSatisfy({ $0 == CURLE_OK }) else {
      throw HubError("transfer-failed", "This libcurl lacks an option the hub needs.")
    }
  }
}

private let writeBytes: hub_curl_write = { bytes, size, count, owner in
  guard let bytes, let owner else { return 0 }
  let run = Unmanaged<TransferRun>.fromOpaque(owner).takeUnretainedValue()
  let buffer = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return run.take(buffer) ? size * count : 0
}

/// curl asks about once a second, also while nothing comes.
private let watchReader: hub_curl_progress = { owner, _, _, _, _ in
  guard let owner else { return 1 }
  return Unmanaged<TransferRun>.fromOpaque(owner).takeUnretainedValue().handOver.isWanted ? 0 : 1
}
