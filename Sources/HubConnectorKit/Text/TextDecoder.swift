package import HubModel

/// Turns the bytes of a source into UTF-8, chunk by chunk; a character may be cut anywhere.
///
/// A pure state machine. What has no meaning in the declared encoding becomes U+FFFD and a `TextFault`.
package struct TextDecoder: Sendable {
  private enum Run {
    case gb18030(GB18030Run)
    case utf8(UTF8Run)
    case utf16(UTF16Run)
  }

  private let encoding: TextEncoding
  private var run: Run?
  /// Bytes seen and not decoded: the begin of the source, or of a character.
  private var held: [UInt8] = []
  /// Bytes of the source before `held`.
  private var consumed: UInt64 = 0
  private var evidence: EncodingEvidence

  /// - Throws: `converter-missing` where the C library cannot convert GB18030.
  package init(_ encoding: TextEncoding) throws(HubError) {
    self.encoding = encoding
    evidence = EncodingEvidence(isWanted: encoding == .gb18030 || encoding == .gbk)
    if encoding == .gb18030 || encoding == .gbk { _ = try GB18030Table.shared() }
  }

  /// Decodes `bytes` to the end of `text`; the faults' positions are offsets in `text`.
  /// - Throws: `encoding-mismatch` where the bytes tell another encoding than the declared one.
  package mutating func decode(
    _ bytes: UnsafeRawBufferPointer, into text: inout [UInt8], faults: inout [TextFault]
  ) throws(HubError) {
    try evidence.take(bytes, declared: encoding)
    var rest = bytes
    if run == nil {
      held.append(contentsOf: bytes)
      guard held.count >= 4 else { return }
      try begin()
      rest = UnsafeRawBufferPointer(start: nil, count: 0)
    }
    try decode(rest, atEnd: false, into: &text, faults: &faults)
  }

  /// Decodes what was held back for want of more bytes.
  package mutating func finish(into text: inout [UInt8], faults: inout [TextFault]) throws(HubError) {
    try evidence.finish(declared: encoding)
    if run == nil { try begin() }
    try decode(UnsafeRawBufferPointer(start: nil, count: 0), atEnd: true, into: &text, faults: &faults)
  }

  /// Looks for a byte order mark and chooses the run.
  private mutating func begin() throws(HubError) {
    let mark = ByteOrderMark(held)
    try mark?.check(declared: encoding)
    let length = mark?.length ?? 0
    held.removeFirst(length)
    consumed = UInt64(length)
    run =
      switch encoding {
      case .gb18030, .gbk: .gb18030(GB18030Run(table: try GB18030Table.shared(), hasEuroByte: encoding == .gbk))
      case .utf8: .utf8(UTF8Run())
      case .utf16: .utf16(UTF16Run(isBigEndian: mark == .utf16BigEndian))
      case .utf16LittleEndian: .utf16(UTF16Run(isBigEndian: false))
      case .utf16BigEndian: .utf16(UTF16Run(isBigEndian: true))
      }
  }

  private mutating func decode(
    _ bytes: UnsafeRawBufferPointer, atEnd: Bool, into text: inout [UInt8], faults: inout [TextFault]
  ) throws(HubError) {
    var rest = bytes
    if !held.isEmpty {
      // Eight bytes more finish every character that begins in what is held.
      let lent = min(8, rest.count)
      let before = held.count
      let joined = held + rest.prefix(lent)
      let used = joined.withUnsafeBytes { step($0, atEnd: atEnd, into: &text, faults: &faults) }
      guard used >= before, lent < rest.count else {
        held = Array(joined[used...])
        return
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[(used - before)...])
      held = []
    }
    let used = step(rest, atEnd: atEnd, into: &text, faults: &faults)
    held = Array(rest[used...])
  }

  private mutating func step(
    _ bytes: UnsafeRawBufferPointer, atEnd: Bool, into text: inout [UInt8], faults: inout [TextFault]
  ) -> Int {
    let origin = text.count
    let offset = consumed
    var used = 0
    text.append(addingCapacity: bytes.count * 3 + 16) { (span: inout OutputSpan<UInt8>) in
      span.withUnsafeMutableBufferPointer { room, filled in
        guard let base = room.baseAddress else { return }
        var out = TextOutput(base: base + filled, origin: origin)
        switch run {
        case .gb18030(let run): used = run.decode(bytes, offset: offset, atEnd: atEnd, into: &out)
        case .utf8(let run): used = run.decode(bytes, offset: offset, atEnd: atEnd, into: &out)
        case .utf16(let run): used = run.decode(bytes, offset: offset, atEnd: atEnd, into: &out)
        case nil: break
        }
        filled += out.count
        if !out.faults.isEmpty { faults.append(contentsOf: out.faults) }
      }
    }
    consumed += UInt64(used)
    return used
  }
}
