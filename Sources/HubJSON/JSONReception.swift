import CYAJL
import HubModel

/// Takes yajl's calls and hands events on; a failure of whoever takes them ends the parse.
final class JSONReception {
  var handle: OpaquePointer?
  var take: ((JSONEvent) throws -> Void)?
  var failure: (any Error)?
  private(set) var hasEvents = false

  private let depthAtMost: Int
  private var depth = 0
  /// Offsets in the piece under way where something was lost.
  private var damaged: [Int] = []
  private var nextDamage = 0
  /// Something was lost in an earlier piece, in the token that is not whole yet.
  private var isTokenDamaged = false

  init(depthAtMost: Int) { self.depthAtMost = depthAtMost }

  func begin(damaged: [Int]) {
    self.damaged = damaged
    nextDamage = 0
    hasEvents = false
  }

  func end() {
    if nextDamage < damaged.count { isTokenDamaged = true }
  }

  /// 1 to go on, 0 to stop.
  fileprivate func emit(_ event: JSONEvent) -> Int32 {
    hasEvents = true
    do {
      try take?(event)
      return 1
    } catch {
      return stop(error)
    }
  }

  fileprivate func open(_ event: JSONEvent) -> Int32 {
    depth += 1
    guard depth <= depthAtMost else {
      return stop(HubError("json-too-deep", "The JSON text is nested more than \(depthAtMost) deep."))
    }
    return emit(event)
  }

  fileprivate func close(_ event: JSONEvent) -> Int32 {
    depth -= 1
    return emit(event)
  }

  /// yajl lets overlong forms and values beyond U+10FFFF pass.
  fileprivate func text(_ start: UnsafePointer<UInt8>?, _ count: Int, isKey: Bool) -> Int32 {
    let bytes = UnsafeBufferPointer(start: count > 0 ? start : nil, count: start == nil ? 0 : count)
    guard (try? UTF8Span(validating: bytes.span)) != nil else {
      return stop(HubError("json-malformed", "A string of the JSON text is not well-formed UTF-8."))
    }
    if takeDamage(), emit(.damage) == 0 { return 0 }
    return emit(isKey ? .key(Array(bytes)) : .string(Array(bytes)))
  }

  private func takeDamage() -> Bool {
    let end = handle.map { Int(yajl_get_bytes_consumed($0)) } ?? 0
    var isDamaged = isTokenDamaged
    isTokenDamaged = false
    while nextDamage < damaged.count, damaged[nextDamage] < end {
      nextDamage += 1
      isDamaged = true
    }
    return isDamaged
  }

  private func stop(_ error: any Error) -> Int32 {
    failure = error
    return 0
  }
}

extension JSONReception {
  static func callbacks() -> yajl_callbacks {
    var table = yajl_callbacks()
    table.yajl_null = { of($0)?.emit(.null) ?? 0 }
    table.yajl_boolean = { of($0)?.emit(.bool($1 != 0)) ?? 0 }
    table.yajl_number = { of($0)?.emit(.number(Array(UnsafeRawBufferPointer(start: $1, count: $2)))) ?? 0 }
    table.yajl_string = { of($0)?.text($1, $2, isKey: false) ?? 0 }
    table.yajl_start_map = { of($0)?.open(.startObject) ?? 0 }
    table.yajl_map_key = { of($0)?.text($1, $2, isKey: true) ?? 0 }
    table.yajl_end_map = { of($0)?.close(.endObject) ?? 0 }
    table.yajl_start_array = { of($0)?.open(.startArray) ?? 0 }
    table.yajl_end_array = { of($0)?.close(.endArray) ?? 0 }
    return table
  }
}

/// The reception outlives the handle: `JSONParser` owns both.
private func of(_ context: UnsafeMutableRawPointer?) -> JSONReception? {
  context.map { Unmanaged<JSONReception>.fromOpaque($0).takeUnretainedValue() }
}
