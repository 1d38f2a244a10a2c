import ArgumentParser
import HubCrypto
import HubModel
import HubPostgres
import HubStore

extension KeysCommand {
  /// Two steps, since the processes of a hub may lie on several machines: the new key has to be with all of them before
  /// anything is sealed under it.
  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Rotate the sealing key while the hub works.",
      discussion: """
        1. govhub keys rotate             adds a new sealing key to the key ring's file; nothing is sealed under it yet
        2. govhub keys restrict …         makes the other processes' rings anew; put them in their places
        3. govhub keys rotate --continue  seals everything new under it, and rewrites every sealed field

        The third may be stopped and run again. Keep the old rings as long as backups from before. Fingerprints keep their keys.
        Needs the whole ring and the owner's login.
        """)

    @OptionGroup var settings: Settings
    @Flag(help: "Tell what is to be done, and do nothing.") var plan = false
    @Flag(name: .customLong("continue"), help: "Switch to the new key and rewrite what the old one sealed.") var goesOn = false

    func run() async throws {
      let hub = try await Hub(settings)
      try await hub.withDatabase(nil) { connection in
        let keys = try hub.keyRing()
        try await KeyVersions.check(keys, on: connection)
        if plan { return try await Self.tell(keys, on: connection) }
        try await Self.takeLock(on: connection)
        try await goesOn ? Self.rewrite(hub, keys, on: connection) : Self.add(hub, keys, on: connection)
      }
    }

    private static func takeLock(on connection: PostgresConnection) async throws {
      let locked = try await connection.query(
        "SELECT pg_try_advisory_lock($1)", [.int8(AdvisoryLock.rotation)], prepare: false)
      guard locked.bool(0, 0) == true else {
        throw HubError("rotation-busy", "Keys are being rotated by another process.", persistence: .transient)
      }
    }

    // MARK: adding

    private static func add(_ hub: Hub, _ keys: KeyRing, on connection: PostgresConnection) async throws {
      let known = try await KeyVersions.sealing(on: connection)
      if let open = known.last, !open.isFinished {
        throw HubError(
          "rotation-unfinished", "Version \(open.version) of the sealing key is not everywhere yet.",
          remedy: "Run `govhub keys rotate --continue`.")
      }
      guard let held = keys.sealingVersions.last else {
        throw HubError("key-not-held", "This ring opens nothing.", remedy: "Use the whole ring, which `govhub init` made.")
      }
      // A process that was killed here may have written the file and not yet the database.
      let isWaiting = held > (known.last?.version ?? keys.version)
      let version = isWaiting ? held : held + 1
      try await hub.record(.addSealingKey, ["sealing \(version)"])
      if !isWaiting { _ = try KeyRing.addSealingKey(at: hub.configuration.keys) }
      try await KeyVersions.announce(version, of: try hub.keyRing(), on: connection)
      say(
        zh: """
          密钥环 \(hub.configuration.keys) 已加入密封密钥第 \(version) 版，尚未启用。请先为其他进程重新生成密钥环\
          （govhub keys restrict），再运行 govhub keys rotate --continue。
          """,
        en: """
          Version \(version) of the sealing key is in \(hub.configuration.keys), and not in use yet. Make the other processes'
          rings anew (govhub keys restrict), then run govhub keys rotate --continue.
          """)
    }

    // MARK: switching and rewriting

    private static func rewrite(_ hub: Hub, _ keys: KeyRing, on connection: PostgresConnection) async throws {
      guard let newest = try await KeyVersions.sealing(on: connection).last else {
        throw HubError("rotation-not-begun", "There is no new sealing key.", remedy: "Run `govhub keys rotate` first.")
      }
      let ring = try KeyVersions.sealing(keys, under: newest)
      if !newest.isSwitched {
        try await hub.record(.switchSealingKey, ["sealing \(newest.version)"])
        try await KeyVersions.switchSealing(to: newest.version, on: connection)
      }
      if !newest.isFinished {
        try await CellRewrite(connection: connection, keys: ring).run { Terminal.progress("\($0): \($1)") }
        Terminal.endProgress()
      }
      say(
        zh: "所有密文均已改由第 \(newest.version) 版密封。此前的备份仍需旧密钥：请与之一同保存旧密钥环。",
        en: """
          Every sealed field stands under version \(newest.version). Backups from before need the old key: keep the old ring as
          long as them.
          """)
    }

    private static func tell(_ keys: KeyRing, on connection: PostgresConnection) async throws {
      let newest = try await KeyVersions.sealing(on: connection).last
      let isOpen = newest.map { !$0.isFinished } ?? false
      let version = isOpen ? newest?.version ?? keys.version : (keys.sealingVersions.last ?? keys.version) + 1
      let parts = try await CellRewrite.left(beside: version, on: connection)
      Terminal.say(Terminal.table(["part", "rows"], parts.map { [$0.part, "\($0.rows)"] }, right: [1]))
      let next = isOpen ? "govhub keys rotate --continue" : "govhub keys rotate"
      say(
        zh: "以上各行待改由第 \(version) 版密封。下一步：\(next)",
        en: "These rows are to be sealed under version \(version). Next: \(next)")
    }

    private static func say(zh: String, en: String) { Terminal.say(Terminal.isChinese ? zh : en) }
  }
}
