import Foundation
import HubCrypto
import HubModel
import HubPostgres

/// What `govhub backup` makes: the cluster's files in `data`, and beside them a note of what they are. Never a key.
struct BackupFolder: Sendable {
  let path: String

  init(_ path: String) { self.path = URL(fileURLWithPath: path).standardizedFileURL.path }

  var base: BaseBackup { BaseBackup(folder: path + "/data") }
  private var notePath: String { path + "/backup.json" }

  /// What a restored copy is compared with. Nothing in it is personal, nothing secret.
  struct Note: Codable, Sendable {
    var takenAt: String
    var database: String
    /// Names the root that opens it, and the sealing key in force.
    var keyRing: String
    var sealingVersion: UInt16
    /// `govhub digest`, where it was the same before and after the backup.
    var digest: String?
    /// The newest batch of each of the audit's writers, before the backup began: what was written later need not be in it.
    var auditHeads: [String: Int64]?
  }

  /// Makes the folder for its owner alone. Throws `backup-folder-in-use`, and `backup-beside-keys` where the key ring lies in
  /// it or beside it: whoever has both can read everything.
  func make(apartFrom keys: String) throws {
    let manager = FileManager.default
    let place = URL(fileURLWithPath: keys).resolvingSymlinksInPath().deletingLastPathComponent().path
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().resolvingSymlinksInPath().path
    let own = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard place != parent, place != own, !place.hasPrefix(own + "/") else {
      throw HubError(
        "backup-beside-keys", "The key ring \(keys) lies with the backup.",
        remedy: "Choose a folder on another medium: either alone is useless to a thief, both together open everything.")
    }
    if let found = try? manager.contentsOfDirectory(atPath: path), !found.isEmpty {
      throw HubError(
        "backup-folder-in-use", "\(path) holds something already.", remedy: "Give each backup a folder of its own.")
    }
    try manager.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// A key ring that lies in the database's own folder would be in every copy of it. Throws `backup-holds-keys` and removes the
  /// copy.
  func requireNoKeys() throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: base.folder)
    if let file = files.first(where: { KeyFile.isOne("\(base.folder)/\($0)") }) {
      try? FileManager.default.removeItem(atPath: base.folder)
      throw HubError(
        "backup-holds-keys", "The database's folder holds a key ring: \(file). The backup was removed.",
        remedy: "Move the ring out of the database's folder.")
    }
  }

  func write(_ note: Note) throws {
    guard
      FileManager.default.createFile(
        atPath: notePath, contents: Data(try Terminal.json(note).utf8), attributes: [.posixPermissions: 0o600])
    else { throw HubError("backup-failed", "The note of the backup could not be written to \(notePath).") }
  }

  /// Throws `backup-not-usable`.
  func note() throws -> Note {
    guard let data = FileManager.default.contents(atPath: notePath), let note = try? JSONDecoder().decode(Note.self, from: data)
    else {
      throw HubError(
        "backup-not-usable", "\(path) is no backup of this program.", remedy: "Name the folder that `govhub backup` made.")
    }
    return note
  }
}
