import CLibCurl
import HubModel

extension TransferRun {
  func performFile() throws(HubError) -> TransferOutcome {
    let before = try FileState(address)
    _ = try transfer()
    try before?.check(address, end: request.startAt + received)
    return TransferOutcome(summary: TransferSummary(bytes: received, lastModified: before?.modified))
  }

  func performRemote() throws(HubError) -> TransferOutcome {
    let curl = try transfer()
    let state = RemoteState(curl)
    var outcome = TransferOutcome(summary: TransferSummary(bytes: received, lastModified: state.modified))
    outcome.status = curl.status
    outcome.headers = header.fields
    outcome.refusal = refusal
    if aim == .state { outcome.files = [state.file(address)] }
    let isFile = aim == .content || aim == .answer
    if isFile, !address.scheme.isHTTP { try checkAgain(curl, since: state.modified) }
    return outcome
  }

  /// Lets curl work and hands over what is left in the last buffer.
  private func transfer() throws(HubError) -> CurlHandle {
    let curl = try CurlHandle()
    try configure(curl)
    try run(curl)
    if let filling { _ = handOver.put(filling) }
    filling = nil
    return curl
  }

  private func run(_ curl: CurlHandle) throws(HubError) {
    self.curl = curl
    defer { self.curl = nil }
    let code = curl.perform()
    switch stop {
    case .headerIsLong: throw HubError("header-too-long", "\(address.shown) answered with an endless header.")
    case .refusalIsLong: return
    case nil: break
    }
    guard curl.status != 416 || request.startAt == 0 else { return try checkEnd() }
    let failure = TransferFailure(code, status: curl.status, address: address, aim: aim, startAt: request.startAt)
    if let failure { throw failure.error }
  }

  /// Of 416 (range not satisfiable), which also answers a start exactly at the end.
  private func checkEnd() throws(HubError) {
    let range = HeaderLines.value(of: "Content-Range", in: header.fields) ?? ""
    let whole = range.split(separator: "/").last.flatMap { UInt64($0) }
    guard aim == .answer || whole == request.startAt else {
      throw TransferFailure(CURLE_BAD_DOWNLOAD_RESUME, status: 416, address: address)?.error
        ?? TransferFailure.httpStatus(416, address.shown)
    }
  }

  /// Asks the server again: a file that changed while it was read was not all there yet.
  private func checkAgain(_ curl: CurlHandle, since modified: Int64?) throws(HubError) {
    isAsking = true
    curl.set(CURLOPT_NOBODY, 1)
    curl.set(CURLOPT_RESUME_FROM_LARGE, size: 0)
    try curl.check()
    let now: RemoteState
    do throws(HubError) {
      try run(curl)
      now = RemoteState(curl)
    } catch {
      throw error.code == "file-missing" ? FileState.changed(address) : error
    }
    guard now.isUnchanged(since: modified, end: request.startAt + received) else { throw FileState.changed(address) }
  }
}
