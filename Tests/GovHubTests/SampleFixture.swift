import Foundation
import Glibc
import HubModel

@testable import govhub

/// One sample of the default size for all tests of a run, and a reader that shares no code with the writer.
struct SampleFixture: Sendable {
  let folder: String
  let manifest: SampleManifest
  /// Records of each file; read once for all tests.
  private var files: [String: (header: [String], rows: [SampleRecord])] = [:]

  static let shared: Result<SampleFixture, any Error> = Result {
    var fixture = try SampleFixture(seed: 20_250_930)
    atexit { try? SampleFixture.shared.get().remove() }
    for dataset in fixture.manifest.datasets { fixture.files[dataset.name] = try fixture.read(dataset) }
    return fixture
  }

  init(seed: UInt64, persons: Int = 50_000, enterprises: Int = 20_000) throws {
    folder = NSTemporaryDirectory() + "govhub-sample-" + UUID().uuidString
    manifest = try SampleSources(seed: seed, persons: persons, enterprises: enterprises).write(to: folder)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  func dataset(_ name: String) throws -> SampleManifest.Dataset {
    guard let dataset = manifest.dataset(name) else { throw MissingDataset() }
    return dataset
  }

  struct MissingDataset: Error {}

  /// The records of a file in the order written, and its header apart.
  func records(_ dataset: SampleManifest.Dataset) throws -> (header: [String], rows: [SampleRecord]) {
    try files[dataset.name] ?? read(dataset)
  }

  private func read(_ dataset: SampleManifest.Dataset) throws -> (header: [String], rows: [SampleRecord]) {
    let decode = dataset.encoding == .utf8 ? utf8 : NaiveConverter().decode
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + dataset.file)))
    let rows = split(bytes).map { record in
      SampleRecord(fields: record.map(decode))
    }
    return (rows[0].fields.compactMap(\.self), Array(rows.dropFirst()))
  }

  /// RFC 4180 by bytes: no trail byte of GB18030 is a comma, a quote or a line end.
  private func split(_ bytes: [UInt8]) -> [[[UInt8]]] {
    var (records, record, field, quoted): ([[[UInt8]]], [[UInt8]], [UInt8], Bool) = ([], [], [], false)
    for (i, byte) in bytes.enumerated() {
      switch byte {
      case 0x22:
        if !quoted, i > 0, bytes[i - 1] == 0x22 { field.append(byte) }
        quoted.toggle()
      case 0x2C where !quoted:
        record.append(field)
        field = []
      case 0x0D where !quoted: break
      case 0x0A where !quoted:
        records.append(record + [field])
        (record, field) = ([], [])
      default: field.append(byte)
      }
    }
    return records
  }

  private func utf8(_ bytes: [UInt8]) -> String? { String(validating: bytes, as: UTF8.self) }
}

/// GB18030 by the C library, a field at a time.
private final class NaiveConverter {
  private let converter = iconv_open("UTF-8", "GB18030")
  deinit { iconv_close(converter) }

  func decode(_ bytes: [UInt8]) -> String? {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    iconv(converter, nil, nil, nil, nil)
    var input = bytes.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: bytes.count * 3 + 8)
    return input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var (from, to) = (source.baseAddress, target.baseAddress)
        var (left, room) = (source.count, target.count)
        guard iconv(converter, &from, &left, &to, &room) == 0, left == 0 else { return nil }
        return String(decoding: target[..<(target.count - room)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      }
    }
  }
}

struct SampleRecord: Hashable {
  /// nil where the bytes do not decode.
  var fields: [String?]
  var isDecodable: Bool { !fields.contains(nil) }
  subscript(index: Int) -> String { index < fields.count ? fields[index] ?? "" : "" }
}

/// What the standards say, written as plainly as can be.
enum Naive {
  static func digits(_ text: String) -> [Int] { text.utf8.map { Int($0) - 48 } }

  static func identityCheck(_ number: String) -> Character {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return Array("10X98765432")[zip(digits(number), weights).reduce(0) { $0 + $1.0 * $1.1 } % 11]
  }

  static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

  static func creditCheck(_ code: String) -> Character {
    let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    let sum = zip(code, weights).reduce(0) { $0 + (alphabet.firstIndex(of: $1.0) ?? 0) * $1.1 }
    return alphabet[(31 - sum % 31) % 31]
  }

  static func isDate(_ text: some StringProtocol) -> Bool {
    let numbers = digits(String(text))
    guard numbers.count == 8, numbers.allSatisfy((0...9).contains) else { return false }
    let value = numbers.reduce(0) { $0 * 10 + $1 }
    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100)
    let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
  }

  static func isAllDigits(_ text: some StringProtocol) -> Bool { !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) } }

  /// Narrow, upper case, without blanks.
  static func folded(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { (0xFF01...0xFF5E).contains($0.value) ? Unicode.Scalar($0.value - 0xFEE0)! : $0 })
    ).uppercased().trimmingCharacters(in: .whitespaces)
  }
}
