import Glibc
import HubModel

/// GB 18030 as tables of packed UTF-8, 0 where a code has no character.
///
/// Two-byte codes come from the C library's converter, asked once for each; what it still follows the editions of 2000 or 2005 in
/// is corrected to 2022. Four-byte codes of the basic plane are, by the standard's construction, the code points that are left,
/// in order; the converter refuses some of them (82 35 90 37), so they are counted out here.
struct GB18030Table: Sendable {
  /// By (lead − 0x81) × 190 + trail's place in 40…7E, 80…FE.
  let twoByte: [UInt32]
  /// By linear four-byte index from 81 30 81 30.
  let fourByte: [UInt32]

  static let fourByteCount = 39_420
  /// Linear index of 90 30 81 30, which is U+10000.
  static let supplementaryStart = 189_000

  private static let loaded = Result { () throws(HubError) in try GB18030Table() }

  /// The one table of the process, made on first use in some milliseconds.
  static func shared() throws(HubError) -> GB18030Table { try loaded.get() }

  private init() throws(HubError) {
    let converter = iconv_open("UTF-32LE", "GB18030")
    guard let converter, Int(bitPattern: converter) != -1 else {
      throw HubError(
        "converter-missing", "The C library has no converter for GB18030.",
        remedy: "Install its charset modules (Debian: libc6, or libc6's gconv-modules-extra).")
    }
    defer { iconv_close(converter) }
    var two = [UInt32](repeating: 0, count: 126 * 190)
    var taken = [Bool](repeating: false, count: 0x1_0000)
    for index in two.indices {
      guard let scalar = Self.scalar(ofTwoByte: index, converter) else { continue }
      let then = PrivateUse.privateUseOf2000[scalar] ?? scalar
      if then < 0x1_0000 { taken[Int(then)] = true }
      two[index] = packed(PrivateUse.replacement(for: scalar))
    }
    twoByte = two
    fourByte = Self.remaining(taken)
  }

  private static func scalar(ofTwoByte index: Int, _ converter: iconv_t) -> UInt32? {
    let place = index % 190
    let (lead, trail) = (UInt8(0x81 + index / 190), UInt8(place + (place < 63 ? 0x40 : 0x41)))
    var input = [CChar(bitPattern: lead), CChar(bitPattern: trail)]
    var output = [CChar](repeating: 0, count: 8)
    let used = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target -> Int? in
        var from = source.baseAddress
        var to = target.baseAddress
        var (left, room) = (2, 8)
        iconv(converter, nil, nil, nil, nil)
        return iconv(converter, &from, &left, &to, &room) == -1 ? nil : 8 - room
      }
    }
    guard used == 4 else { return nil }
    return output.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)) }
  }

  private static func remaining(_ taken: [Bool]) -> [UInt32] {
    var table: [UInt32] = []
    table.reserveCapacity(fourByteCount)
    for scalar in UInt32(0x80)...0xFFFF where !taken[Int(scalar)] && !(0xD800...0xDFFF).contains(scalar) {
      table.append(packed(PrivateUse.replacement(for: scalar)))
    }
    return table
  }
}
