import Glibc

/// The most memory that the process held since the last reset, by /proc (proc(5): VmHWM, clear_refs).
enum PeakMemory {
  static func reset() throws {
    let descriptor = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ConformanceFinding(words: "the peak of memory cannot be reset") }
    defer { close(descriptor) }
    guard write(descriptor, "5", 1) == 1 else { throw ConformanceFinding(words: "the peak of memory cannot be reset") }
  }

  static func bytes() throws -> Int {
    let descriptor = open("/proc/self/status", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ConformanceFinding(words: "the peak of memory cannot be read") }
    defer { close(descriptor) }
    var block = [UInt8](repeating: 0, count: 16_384)
    let count = read(descriptor, &block, block.count)
    let lines = String(decoding: block.prefix(max(0, count)), as: UTF8.self).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix("VmHWM:") }),
      let kibibytes = Int(line.filter { $0.isNumber })
    else { throw ConformanceFinding(words: "the peak of memory cannot be read") }
    return kibibytes << 10
  }
}
