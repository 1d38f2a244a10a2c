import HubConnectorKit
import HubModel

/// Where a read of files got to: in words that only this connector reads.
struct FilesPosition: Sendable, Equatable {
  /// The files of earlier reads, in the order in which they were last found.
  var seen: [SeenFile] = []
  /// The names of the files that the read under way goes through, in order; empty between reads.
  var listed: [String] = []
  /// Rows delivered or refused of the read under way.
  var rows = 0

  init() {}

  /// A bare number is the position in a single file.
  /// - Throws: `checkpoint-malformed`.
  init(_ checkpoint: Checkpoint?) throws(HubError) {
    guard let checkpoint else { return }
    // Bytes: to Swift CR LF is one character, which ends no line here.
    let lines = checkpoint.rawValue.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let rows = Int(String(decoding: lines[0], as: UTF8.self)), rows >= 0 else { throw Self.malformed }
    self.rows = rows
    for line in lines.dropFirst() {
      let text = String(decoding: line.dropFirst(), as: UTF8.self)
      switch line.first {
      case UInt8(ascii: "="):
        guard let file = SeenFile(line: text) else { throw Self.malformed }
        seen.append(file)
      case UInt8(ascii: "+"): listed.append(text)
      default: throw Self.malformed
      }
    }
  }

  var checkpoint: Checkpoint {
    let lines = ["\(rows)"] + seen.map { "=" + $0.line } + listed.map { "+" + $0 }
    return Checkpoint(rawValue: lines.joined(separator: "\n"))
  }

  private static var malformed: HubError {
    HubError("checkpoint-malformed", "The checkpoint is not one of the files connector.")
  }
}
