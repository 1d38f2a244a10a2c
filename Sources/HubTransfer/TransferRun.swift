import CLibCurl
import Glibc
import HubModel

/// One transfer on a thread of its own: the one owner of its curl handle.
final class TransferRun {
  let address: TransferAddress
  let options: Transfer.Options
  let request: Transfer.Request
  let aim: TransferAim
  let handOver: HandOver
  /// While curl works.
  var curl: CurlHandle?
  var header = HeaderLines()
  var received: UInt64 = 0
  var filling: TransferBuffer?
  var refusal: [UInt8] = []
  /// What comes is no part of the file.
  var isAsking = false
  /// Why a callback made curl end, where it was not the reader.
  var stop: Stop?

  enum Stop { case refusalIsLong, headerIsLong }

  private init(
    _ address: TransferAddress, _ options: Transfer.Options, _ handOver: HandOver, _ request: Transfer.Request,
    _ aim: TransferAim
  ) {
    self.address = address
    self.options = options
    self.handOver = handOver
    self.request = request
    self.aim = aim
  }

  /// curl's own set-up, once a process.
  private static let isReady = hub_curl_global_init() == CURLE_OK

  static func start(
    _ address: TransferAddress, _ options: Transfer.Options, _ handOver: HandOver,
    request: Transfer.Request = Transfer.Request(), aim: TransferAim = .content
  ) throws(HubError) {
    guard isReady else { throw HubError("transfer-failed", "libcurl could not be set up.") }
    let run = Unmanaged.passRetained(TransferRun(address, options, handOver, request, aim))
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

  private func perform() throws(HubError) -> TransferOutcome {
    guard let path = address.filePath else { return try performRemote() }
    switch aim {
    case .content, .answer: return try performFile()
    case .listing: return TransferOutcome(files: try FileFolder(path, shown: address.shown).files())
    case .state: return TransferOutcome(files: try FileState(address).map { [$0.file(address)] } ?? [])
    }
  }
}

/// Signals belong to the process's own threads; OpenSSL would raise SIGPIPE here.
private func blockSignals() {
  var all = sigset_t()
  sigfillset(&all)
  pthread_sigmask(SIG_BLOCK, &all, nil)
}
