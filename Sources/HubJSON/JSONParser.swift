import CYAJL
import HubModel

/// The one owner of a yajl handle.
final class JSONParser {
  /// Bytes without an event after which a token counts as endless.
  static let tokenAtMost = 16 << 20

  private let handle: OpaquePointer
  /// yajl keeps the address.
  private let callbacks: UnsafeMutablePointer<yajl_callbacks>
  private let reception: JSONReception
  private var consumed: UInt64 = 0
  private var silent = 0

  init(depthAtMost: Int) {
    reception = JSONReception(depthAtMost: depthAtMost)
    callbacks = .allocate(capacity: 1)
    callbacks.initialize(to: JSONReception.callbacks())
    guard let made = yajl_alloc(callbacks, nil, Unmanaged.passUnretained(reception).toOpaque()) else {
      fatalError("yajl could not make a parser")
    }
    handle = made
    reception.handle = made
  }

  deinit {
    yajl_free(handle)
    callbacks.deallocate()
  }

  func parse(_ bytes: UnsafeRawBufferPointer, damaged: [Int], _ take: (JSONEvent) throws -> Void) throws {
    guard bytes.count > 0, let start = bytes.baseAddress else { return }
    reception.begin(damaged: damaged)
    try run(take) { yajl_parse(handle, start.assumingMemoryBound(to: UInt8.self), bytes.count) }
    consumed += UInt64(bytes.count)
    silent = reception.hasEvents ? 0 : silent + bytes.count
    if silent > Self.tokenAtMost {
      throw HubError("json-token-too-long", "One string or number of the JSON text is longer than \(Self.tokenAtMost) bytes.")
    }
  }

  func finish(_ take: (JSONEvent) throws -> Void) throws {
    reception.begin(damaged: [])
    try run(take) { yajl_complete_parse(handle) }
  }

  private func run(_ take: (JSONEvent) throws -> Void, _ step: () -> yajl_status) throws {
    if let failure = reception.failure { throw failure }
    let status = withoutActuallyEscaping(take) { take in
      reception.take = take
      defer { reception.take = nil }
      return step()
    }
    reception.end()
    if let failure = reception.failure { throw failure }
    guard status == yajl_status_ok else {
      let failure = malformed
      reception.failure = failure
      throw failure
    }
  }

  private var malformed: HubError {
    let place = consumed + UInt64(yajl_get_bytes_consumed(handle))
    return HubError("json-malformed", "The text is not well-formed JSON near byte \(place).")
  }
}
