import Foundation

/// Text in another encoding, by the system's own iconv: not by what is tested.
enum EncodedText {
  static func bytes(_ text: String, _ encoding: String) throws -> Data {
    let folder = try TestFolder()
    defer { folder.remove() }
    let input = URL(fileURLWithPath: folder.path + "/input")
    let output = URL(fileURLWithPath: folder.path + "/output")
    try Data(text.utf8).write(to: input)
    FileManager.default.createFile(atPath: output.path, contents: nil)
    let program = Process()
    program.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
    program.arguments = ["-f", "UTF-8", "-t", encoding, input.path]
    program.standardOutput = try FileHandle(forWritingTo: output)
    try program.run()
    program.waitUntilExit()
    guard program.terminationStatus == 0 else { throw Failure() }
    return try Data(contentsOf: output)
  }

  struct Failure: Error {}
}
