internal import Glibc
internal import HubModel

/// Where a private cluster lies: `<folder>/postgres`, unless the server's user cannot get there.
struct ClusterPlace: Sendable {
  /// As the caller names it; a link when the cluster lies elsewhere.
  let entrance: String
  /// The cluster's own folder: `data`, `log`, and the socket when its path is short enough.
  let home: String
  let socketFolder: String
  var data: String { home + "/data" }
  var log: String { home + "/log" }

  private static let fallback = "/var/lib/govhub"
  /// `sun_path` holds 108 bytes with the closing NUL.
  private static let longestSocketPath = 107

  /// Makes the folders. Under root, a folder that the server's user cannot reach (below a 0700 home) gets a link to
  /// /var/lib/govhub.
  static func prepare(in folder: String, for user: ServerUser) throws(HubError) -> ClusterPlace {
    let folder = Files.absolute(folder), entrance = folder + "/postgres"
    guard Files.makeFolder(folder) else { throw cannotMake(folder) }
    let home: String
    if let linked = Files.destination(of: entrance) {
      home = linked
    } else if user.reaches(folder) {
      home = entrance
    } else {
      home = "\(fallback)/\(short(entrance))"
    }
    guard Files.makeFolder(String(home.prefix(upTo: home.lastIndex(of: "/") ?? home.startIndex))),
      Files.makePrivateFolder(home, user: user.pair)
    else { throw cannotMake(home) }
    if home != entrance, !Files.exists(entrance), symlink(home, entrance) != 0 { throw cannotMake(entrance) }
    return ClusterPlace(entrance: entrance, home: home, socketFolder: try socketFolder(home, user))
  }

  /// In the cluster's folder, else in /run or /tmp under a short name that belongs to the server's user alone.
  private static func socketFolder(_ home: String, _ user: ServerUser) throws(HubError) -> String {
    let near = home + "/run"
    let candidates = [near, "/run/govhub-\(short(home))", "/tmp/govhub-\(user.id)-\(short(home))"]
    for folder in candidates where (folder + "/.s.PGSQL.5432").utf8.count <= longestSocketPath {
      if Files.makePrivateFolder(folder, user: user.pair), user.reaches(folder) { return folder }
    }
    throw cannotMake(near)
  }

  /// Sixteen hexadecimal digits of a path (FNV-1a): a name, not a protection.
  private static func short(_ path: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func cannotMake(_ path: String) -> HubError {
    HubError(
      "folder-not-usable", "The folder \(path) cannot be made, or does not belong to the server's user alone.",
      remedy: "Remove it or choose another place.")
  }
}
