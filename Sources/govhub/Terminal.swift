import Foundation
import Glibc

/// Where commands talk to people: results to standard output, everything else to standard error.
enum Terminal {
  static let isInteractive = isatty(STDERR_FILENO) == 1

  /// Chinese where the locale says so.
  static let isChinese: Bool = {
    let environment = ProcessInfo.processInfo.environment
    return ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }?.hasPrefix("zh") ?? false
  }()

  /// Appears at once, also in a file or a pipe.
  static func say(_ text: String = "") { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

  static func note(_ text: String) { write(text + "\n") }
  static func error(_ text: String) { write(text + "\n") }

  /// A line that the next one replaces; without a terminal, nothing.
  static func progress(_ text: String) {
    if isInteractive { write("\r\u{1B}[K" + text) }
  }

  static func endProgress() { if isInteractive { write("\r\u{1B}[K") } }

  private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  /// Rows of equal width columns; numbers stand right. CJK characters count two columns.
  static func table(_ header: [String], _ rows: [[String]], right: Set<Int> = []) -> String {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { width($0[column]) }.max() ?? 0 }
    let lines = all.map { row in
      row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - width(row[column]))
        return right.contains(column) ? padding + row[column] : row[column] + padding
      }.joined(separator: "  ")
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
  }

  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (0x2E80...0xFFEF ~= $1.value || $1.value >= 0x20000 ? 2 : 1) }
  }

  /// Any encodable value as JSON with sorted keys, for scripts.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
