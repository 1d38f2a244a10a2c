import HubConnectorKit
import HubModel

/// Where a read of files got to: in words that only this connector reads.
struct FilesPosition: Sendable, Equatable {
  /// A file of an earlier read: its content's SHA-256 in hexadecimal digits.
  var seen: [String] = []
  /// The names of the files that the read under way goes through, in order; empty between reads.
  var listed: [String] = []
  /// Rows delivered or refused of the read under way.
  var rows = 0

  /// Enough for thirteen years of daily files.
  static let seenAtMost = 5_000

  init() {}

  /// A bare number is the position in a single file.
  /// - Throws: `checkpoint-malformed`.
  init(_ checkpoint: Checkpoint?) throws(HubError) {
    guard let checkpoint else { return }
    let lines = checkpoint.rawValue.split(separator: "\n", omittingEmptySubsequences: false)
    guard let rows = Int(lines[0]), rows >= 0 else { throw Self.malformed }
    self.rows = rows
    for line in lines.dropFirst() {
      let text = String(line.dropFirst())
      switch line.first {
      case "=": seen.append(text)
      case "+": listed.append(text)
      default: throw Self.malformed
      }
    }
  }

  var checkpoint: Checkpoint {
    let lines = ["\(rows)"] + seen.suffix(Self.seenAtMost).map { "=" + $0 } + listed.map { "+" + $0 }
    return Checkpoint(rawValue: lines.joined(separator: "\n"))
  }

  private static var malformed: HubError {
    HubError("checkpoint-malformed", "The checkpoint is not one of the files connector.")
  }
}
