import CLibCurl

extension TransferRun {
  /// Most bytes kept of what a server says to a refusal.
  private static let refusalAtMost = 64 << 10

  func listen(_ curl: CurlHandle) {
    let owner = Unmanaged.passUnretained(self).toOpaque()
    curl.note(hub_curl_set_write(curl.pointer, writeBytes, owner))
    curl.note(hub_curl_set_progress(curl.pointer, watchReader, owner))
    if address.scheme.isHTTP { curl.note(hub_curl_set_header(curl.pointer, readHeader, owner)) }
  }

  /// Takes what curl brings; false ends the transfer.
  fileprivate func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    // To a question without body curl answers for FTP in lines of its own.
    if isAsking || aim == .state { return true }
    if aim == .answer, address.scheme.isHTTP, let status = curl?.status, !(200...299).contains(status) {
      return refuse(bytes)
    }
    received += UInt64(bytes.count)
    var rest = bytes
    while !rest.isEmpty {
      let buffer = filling ?? TransferBuffer(capacity: options.bufferSize)
      rest = buffer.fill(rest)
      filling = buffer.isFull ? nil : buffer
      if buffer.isFull, !handOver.put(buffer) { return false }
    }
    return true
  }

  private func refuse(_ bytes: UnsafeRawBufferPointer) -> Bool {
    refusal.append(contentsOf: bytes.prefix(Self.refusalAtMost - refusal.count))
    if refusal.count < Self.refusalAtMost { return true }
    stop = .refusalIsLong
    return false
  }

  fileprivate func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
    if header.take(line) { return true }
    stop = .headerIsLong
    return false
  }
}

private let writeBytes: hub_curl_write = { bytes, size, count, owner in
  guard let bytes, let owner else { return 0 }
  let run = Unmanaged<TransferRun>.fromOpaque(owner).takeUnretainedValue()
  return run.take(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

private let readHeader: hub_curl_write = { bytes, size, count, owner in
  guard let bytes, let owner else { return 0 }
  let run = Unmanaged<TransferRun>.fromOpaque(owner).takeUnretainedValue()
  return run.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
}

/// curl asks about once a second, also while nothing comes.
private let watchReader: hub_curl_progress = { owner, _, _, _, _ in
  guard let owner else { return 1 }
  return Unmanaged<TransferRun>.fromOpaque(owner).takeUnretainedValue().handOver.isWanted ? 0 : 1
}
