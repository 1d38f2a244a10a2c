import Foundation

/// A file that is never whole in memory.
enum LargeFile {
  static func write(to path: String, head: String, piece: String, times: Int, foot: String) throws {
    try Data(head.utf8).write(to: URL(fileURLWithPath: path))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    defer { try? file.close() }
    try file.seekToEnd()
    let bytes = Data(piece.utf8)
    for _ in 0..<times { try file.write(contentsOf: bytes) }
    try file.write(contentsOf: Data(foot.utf8))
  }
}
