import Foundation
import Glibc
import HubCrypto

/// Looks for words in bytes, in every form in which a program is likely to let them slip.
struct PlainSearch {
  private let needles: [(form: String, bytes: [UInt8])]
  private(set) var found: Set<String> = []
  private(set) var files = 0

  /// GNU's own search, which the C library's module map leaves out.
  private static let memmem = unsafeBitCast(
    dlsym(nil, "memmem"),
    to: (@convention(c) (UnsafeRawPointer, Int, UnsafeRawPointer, Int) -> UnsafeRawPointer?).self)

  init(words: [String]) {
    needles = words.flatMap(Self.forms)
  }

  private static func forms(of word: String) -> [(String, [UInt8])] {
    var forms: [(String, [UInt8])] = [("UTF-8", Array(word.utf8))]
    if let bytes = encoded(word, "GB18030"), bytes != forms[0].1 { forms.append(("GB18030", bytes)) }
    for charset in ["UTF-16LE", "UTF-16BE"] {
      if let bytes = encoded(word, charset) { forms.append((charset, bytes)) }
    }
    for (form, bytes) in forms {
      let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      forms.append(("hex of \(form)", Array(hex.utf8)))
      forms.append(("HEX of \(form)", Array(hex.uppercased().utf8)))
      for shift in 0..<3 { forms.append(("base64 of \(form), shifted by \(shift)", base64(bytes, shift: shift))) }
    }
    let escaped = word.utf16.map { String(format: "\\u%04x", $0) }.joined()
    return forms + [("JSON escapes", Array(escaped.utf8))]
  }

  /// The characters of base64 that do not depend on what stands around the bytes.
  private static func base64(_ bytes: [UInt8], shift: Int) -> [UInt8] {
    let whole = Data([UInt8](repeating: 0, count: shift) + bytes).base64EncodedString().utf8
    let first = (shift * 8 + 5) / 6
    let last = (shift + bytes.count) * 8 / 6
    return Array(Array(whole)[first..<last])
  }

  static func encoded(_ word: String, _ charset: String) -> [UInt8]? {
    let converter = iconv_open(charset, "UTF-8")
    guard converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var input = Array(word.utf8CString.dropLast())
    var output = [CChar](repeating: 0, count: input.count * 4 + 8)
    var (left, room) = (input.count, output.count)
    let isDone = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var (from, to) = (source.baseAddress, target.baseAddress)
        return iconv(converter, &from, &left, &to, &room) != -1
      }
    }
    return isDone ? output.dropLast(room).map { UInt8(bitPattern: $0) } : nil
  }

  mutating func read(folder: String) throws {
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder), !isFolder.boolValue,
        let data = try? Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)"))
      else { continue }
      files += 1
      data.withUnsafeBytes { look($0, name: "/" + path) }
    }
  }

  mutating func read(_ bytes: [UInt8], name: String) { bytes.withUnsafeBytes { look($0, name: name) } }

  private mutating func look(_ bytes: UnsafeRawBufferPointer, name: String) {
    guard let start = bytes.baseAddress else { return }
    for (number, needle) in needles.enumerated()
    where Self.memmem(start, bytes.count, needle.bytes, needle.bytes.count) != nil {
      // Never the word itself.
      found.insert("\(name): form \(number), \(needle.form)")
    }
  }
}
