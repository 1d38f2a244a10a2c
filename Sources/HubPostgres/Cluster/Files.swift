internal import Glibc

/// The few calls on files that a cluster needs.
enum Files {
  static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// At most 64 KiB, nil when it cannot be read.
  static func text(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = read(descriptor, &bytes, bytes.count)
    return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  /// Writes a file beside and renames it into place, so that it is there whole or not at all.
  static func write(_ text: String, to path: String, owner: (UInt32, UInt32)?) -> Bool {
    let draft = path + ".new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else { return false }
    if let owner, fchown(descriptor, owner.0, owner.1) != 0 { return false }
    return rename(draft, path) == 0
  }

  /// Makes the folder and those above it that are missing.
  static func makeFolder(_ path: String, mode: mode_t = 0o755) -> Bool {
    if exists(path) { return true }
    let parent = path.split(separator: "/").dropLast().joined(separator: "/")
    if !parent.isEmpty, !makeFolder("/" + parent) { return false }
    return mkdir(path, mode) == 0 || errno == EEXIST
  }

  static func destination(of link: String) -> String? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = bytes.withUnsafeMutableBytes { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.map { readlink(link, $0, characters.count) } ?? -1
      }
    }
    return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  /// A folder that belongs to `user` alone: not a link, not open to others. Made where it is missing.
  static func makePrivateFolder(_ path: String, user: (UInt32, UInt32)) -> Bool {
    if mkdir(path, 0o700) == 0 { return lchown(path, user.0, user.1) == 0 && chmod(path, 0o700) == 0 }
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFDIR && status.st_uid == user.0 && status.st_mode & 0o077 == 0
  }

  /// Without links, as the kernel names it; nil when it is not there.
  static func resolved(_ path: String) -> String? {
    guard let name = realpath(path, nil) else { return nil }
    defer { free(name) }
    return String(cString: name)
  }

  /// Absolute, without a trailing slash; links stay as they are.
  static func absolute(_ path: String) -> String {
    var bytes = [CChar](repeating: 0, count: 4096)
    let here = path.hasPrefix("/") ? "" : getcwd(&bytes, bytes.count).map { String(cString: $0) } ?? ""
    let parts = (here + "/" + path).split(separator: "/").filter { $0 != "." }
    return "/" + parts.joined(separator: "/")
  }
}
