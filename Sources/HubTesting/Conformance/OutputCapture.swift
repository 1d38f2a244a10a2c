import Glibc

/// Standard output and error of the whole process, caught for a while and passed on afterwards.
enum OutputCapture {
  static func during(_ body: () async -> Void) async throws -> String {
    var name = Array("/tmp/govhub-output-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw ConformanceFinding(words: "the process's output cannot be caught") }
    unlink(name)
    defer { close(file) }
    fflush(nil)
    let saved = [dup(1), dup(2)]
    dup2(file, 1)
    dup2(file, 2)
    await body()
    fflush(nil)
    dup2(saved[0], 1)
    dup2(saved[1], 2)
    for descriptor in saved { close(descriptor) }
    let bytes = content(of: file)
    // Others may have written meanwhile: nothing gets lost.
    _ = write(1, bytes, bytes.count)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func content(of file: Int32) -> [UInt8] {
    lseek(file, 0, SEEK_SET)
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &block, block.count)
      if count <= 0 { return bytes }
      bytes.append(contentsOf: block.prefix(count))
    }
  }
}
