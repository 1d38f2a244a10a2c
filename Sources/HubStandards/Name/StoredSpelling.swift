import HubModel

/// The spelling that is kept and shown: as written, save what can only be a fault of transport.
package enum StoredSpelling {
  /// Copies `text` to `out` (cleared first) without blanks around, byte order marks and control characters, and with private-use
  /// leftovers replaced. Line breaks and tabs inside stay.
  package static func clean(_ text: UnsafeRawBufferPointer, into out: inout [UInt8]) -> Remarks {
    out.removeAll(keepingCapacity: true)
    let body = text.trimmed
    var remarks: Remarks = body.count == text.count ? [] : .normalised
    var cursor = ScalarCursor(body)
    var (run, before) = (0, 0)
    while let scalar = cursor.next() {
      if !isPlain(scalar) {
        out.append(contentsOf: body[run..<before])
        take(scalar, &out, &remarks)
        run = cursor.offset
      }
      before = cursor.offset
    }
    out.append(contentsOf: body[run..<body.count])
    return remarks
  }

  package static func clean(_ text: String) -> (text: String, remarks: Remarks) {
    var bytes: [UInt8] = []
    let remarks = text.withBytes { clean($0, into: &bytes) }
    return (String(decoding: bytes, as: UTF8.self), remarks)
  }

  /// Copied as it stands, in runs.
  @inline(__always) private static func isPlain(_ scalar: UInt32) -> Bool {
    scalar >= 0x20 && scalar < 0x7F || scalar >= 0xA0 && scalar < 0xE000 || scalar > 0xF8FF && scalar < 0xFEFF
      || scalar > 0xFEFF && scalar < 0xFFFD || scalar > 0xFFFF && scalar < 0xF_0000
  }

  private static func take(_ scalar: UInt32, _ out: inout [UInt8], _ remarks: inout Remarks) {
    if ScalarClass.isControl(scalar) {
      remarks.insert(.controlsRemoved)
    } else if scalar == 0xFEFF {
      remarks.insert(.normalised)
    } else {
      let kept = PrivateUse.replacement(for: scalar)
      if kept != scalar { remarks.insert(.privateUseReplaced) }
      if ScalarClass.isPrivateUse(kept) { remarks.insert(.privateUseCharacter) }
      if kept == ScalarCursor.replacement { remarks.insert(.undecodable) }
      out.append(scalar: kept)
    }
  }
}
