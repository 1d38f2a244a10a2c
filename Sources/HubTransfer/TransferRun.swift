import CLibCurl
import Glibc
import HubModel

/// One transfer on a thread of its own: the one owner of its curl handle.
final class TransferRun {
  let address: TransferAddress
  let options: Transfer.Options
  let handOver: HandOver
  private var filling: TransferBuffer?
  private var received: UInt64 = 0

  private init(_ address: TransferAddress, _ options: Transfer.Options, _ handOver: HandOver) {
    self.address = address
    self.options = options
    self.handOver = handOver
  }

  /// curl's own set-up, once a process.
  private static let isReady = hub_curl_global_init() == CURLE_OK

  static func start(_ address: TransferAddress, _ options: Transfer.Options, _ handOver: HandOver) throws(HubError) {
    guard isReady else { throw HubError("transfer-failed", "libcurl could not be set up.") }
    let run = Unmanaged.passRetained(TransferRun(address, options, handOver))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let run = Unmanaged<TransferRun>.fromOpaque(context).takeRetainedValue()
        blockSignals()
        run.handOver.end(Result { () throws(HubError) in try run.perform() })
        return nil
      }, run.toOpaque())
    guard code == 0 else {
      run.release()
      throw HubError("transfer-failed", "No thread could be made for the transfer.", persistence: .transient)
    }
    pthread_detach(thread)
  }

  private func perform() throws(HubError) -> TransferSummary {
    let before = try FileState(address)
    guard let handle = curl_easy_init() else { throw HubError("transfer-failed", "libcurl gave no handle.") }
    defer { curl_easy_cleanup(handle) }
    try configure(handle)
    let code = curl_easy_perform(handle)
    var status = 0
    _ = hub_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
    if let failure = TransferFailure(code, status: status, address: address) { throw failure.error }
    if let filling { _ = handOver.put(filling) }
    try before?.check(address, received: received)
    return TransferSummary(bytes: received, lastModified: before?.modified ?? modified(handle))
  }

  /// Takes what curl brings; false ends the transfer.
  func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
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

  private func modified(_ handle: UnsafeMutableRawPointer) -> Int64? {
    var seconds: curl_off_t = -1
    _ = hub_curl_get_size(handle, CURLINFO_FILETIME_T, &seconds)
    return seconds < 0 ? nil : Int64(seconds)
  }
}

/// Signals belong to the process's own threads; OpenSSL would raise SIGPIPE here.
private func blockSignals() {
  var all = sigset_t()
  sigfillset(&all)
  pthread_sigmask(SIG_BLOCK, &all, nil)
}
