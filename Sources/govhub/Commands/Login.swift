import ArgumentParser
import HubCrypto
import HubStore

struct Login: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Sign in with your own key. 登录",
    discussion: """
      Example: govhub login li-an --key li-an.key
      The session lasts eight hours, and half an hour without a command. It is kept in $XDG_RUNTIME_DIR/govhub/session (mode
      0600). Five wrong attempts shut the person out for a quarter of an hour. The passphrase is asked for on the terminal, or
      read from --passphrase-fd or the file (mode 0600) that GOVHUB_PASSPHRASE_FILE names. Every attempt is put on record.
      """)

  @OptionGroup var settings: Settings
  @Argument(help: "Your id in Policies/people.") var id: String
  @Option(help: "Your private key file, as `govhub person new` wrote it.") var key: String
  @Option(help: "File descriptor to read the passphrase from.") var passphraseFd: Int32?

  func run() async throws {
    let hub = try await Hub(settings)
    try await SignIn(hub: hub, id: id, key: SealedKeyFile(path: key, descriptor: passphraseFd)).run()
    Terminal.say(Terminal.isChinese ? "\(id) 已登录" : "\(id) is signed in")
  }
}

struct Logout: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "End the session. 退出登录")
  @OptionGroup var settings: Settings

  func run() async throws {
    let hub = try await Hub(settings)
    if let token = try SessionFile.current.read() {
      try await hub.withDatabase(nil) { connection in
        if let person = try await SessionRow.end(SM3.digest(token).bytes, on: connection) {
          try await hub.record(.signOut, [person])
        }
      }
    }
    SessionFile.current.remove()
    Terminal.say(Terminal.isChinese ? "已退出登录" : "nobody is signed in")
  }
}
