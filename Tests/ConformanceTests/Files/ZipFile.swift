import Foundation

/// Zip archives by Python: another program than the one that reads them.
enum ZipFile {
  /// - Parameter isPacked: false stores the files as they are, for what would pack so well that it looks like a bomb.
  static func write(_ files: [(name: String, path: String)], to path: String, isPacked: Bool) throws {
    let script = """
      import sys, zipfile
      method = zipfile.ZIP_DEFLATED if sys.argv[2] == 'packed' else zipfile.ZIP_STORED
      with zipfile.ZipFile(sys.argv[1], 'w', method) as archive:
        for name, path in zip(sys.argv[3::2], sys.argv[4::2]): archive.write(path, name)
      """
    let program = Process()
    program.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    program.arguments = ["-c", script, path, isPacked ? "packed" : "stored"] + files.flatMap { [$0.name, $0.path] }
    try program.run()
    program.waitUntilExit()
    guard program.terminationStatus == 0 else { throw Failure() }
  }

  struct Failure: Error {}
}
