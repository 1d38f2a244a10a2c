import Foundation

@testable import govhub

/// How a command of `govhub` is tried for what it shows.
enum CommandDoor: Sendable {
  /// With the settings of a deployment.
  case settled([String])
  /// A command that touches no deployment.
  case plain([String])
  /// Where else it is run, with its output among what is searched, or why it shows nothing.
  case elsewhere(String)
}

extension CommandDoor {
  /// Every command of the program that does something, by its words: what `--help` lists, and what it hides.
  static func all() async throws -> Set<String> {
    let outcome = try await Program.run(["--experimental-dump-help"])
    let tool = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    return Set(words(of: tool?["command"] as? [String: Any] ?? [:], below: [])).subtracting(["help"])
  }

  private static func words(of command: [String: Any], below path: [String]) -> [String] {
    guard let children = command["subcommands"] as? [[String: Any]] else { return [path.joined(separator: " ")] }
    return children.flatMap { child in words(of: child, below: path + [child["commandName"] as? String ?? "?"]) }
  }

  /// In the order in which they are run: what takes rights away stands last. A new command has to be added here, with words
  /// that make it show as much as it can.
  static func cases(_ hub: Deployment) -> [(words: String, door: CommandDoor)] {
    let (population, registry) = ("public-security/population", "market-regulation/enterprise-registry")
    let (folder, request) = (hub.folder.path, "yl-2026-0001")
    return [
      ("serve", .elsewhere("the gateway of this test")), ("dev", .elsewhere("DevelopmentTests")),
      ("bench", .elsewhere("measures a sample of its own")), ("schedule run", .elsewhere("ScheduleTests")),
      ("init", .settled(["--suite", "sm"])), ("migrate", .settled(["--plan"])), ("config", .settled([])),
      ("sample", .plain(["--out", "\(folder)/another", "--persons", "2000", "--enterprises", "1000"])),
      ("ingest", .settled([registry, "--force", "--json"])), ("schedule list", .settled([])), ("status", .settled(["--json"])),
      ("runs", .settled(["--json"])), ("quarantine summary", .settled([])),
      ("quarantine list", .settled(["--rows", "5000"])), ("digest", .settled([])), ("rebuild", .settled([])),
      ("mapping check", .settled([])), ("mapping test", .settled([])), ("mapping publish", .settled([])),
      ("mapping preview", .settled([population, "--rows", "5000"])), ("connector options", .plain([])),
      ("connector check", .settled([population])), ("connector discover", .settled([population])),
      ("connector sample", .settled([population, "--rows", "5000"])), ("connector count", .settled([population])),
      ("policy check", .settled([])), ("policy test", .settled([])), ("policy publish", .settled([])),
      (
        "policy explain",
        .settled([
          "--as", "reader-01", "--read", "enterprise", "--attributes", "legal_rep_name", "--purpose", "permit-acceptance",
        ])
      ),
      ("policy diff", .settled(["--json"])), ("policy impact", .settled(["--json"])),
      ("policy propose", .elsewhere("FourEyesTests")), ("policy approve", .elsewhere("FourEyesTests")),
      ("request file", .settled([request])), ("request check", .settled([request, "--json"])),
      ("request extend", .settled([request, "--reason", "样例"])),
      ("request approve", .settled([request, "--side", "provider"])), ("request list", .settled([])),
      ("request show", .settled([request, "--json"])), ("request end", .settled([request, "--reason", "样例"])),
      ("request refuse", .elsewhere("RequestTests")), ("request grant", .elsewhere("RequestTests")),
      ("request suspend", .elsewhere("RequestTests")), ("request resume", .elsewhere("RequestTests")),
      ("login", .elsewhere("SignInTests")), ("logout", .elsewhere("SignInTests")),
      ("person new", .elsewhere("SignInTests")), ("person suspend", .elsewhere("SignInTests")),
      ("person resume", .elsewhere("FourEyesTests")), ("doctor", .settled(["--json"])),
      ("keys restrict", .settled(["--for", "verification", "--out", "\(folder)/restricted"])),
      ("keys rotate", .settled(["--plan"])), ("backup", .elsewhere("BackupTests")), ("restore", .elsewhere("BackupTests")),
      ("erase", .elsewhere("EraseTests")),
      ("audit verify", .settled(["--json"])), ("audit search", .settled(["--json"])),
      ("audit subject", .elsewhere("AuditSearchTests")), ("audit prune", .settled(["--plan"])),
      ("receipt public-key", .settled([])),
      ("receipt verify", .plain(["AAAA", "--public-key", "\(folder)/none.pem"])),
      ("token", .plain(["--client", "hall-rpa-01", "--key", hub.folder.clientKey("hall-rpa-01")])),
      ("client suspend", .settled(["hall-rpa-01", "--reason", "样例"])), ("client resume", .settled(["hall-rpa-01"])),
      ("client rotate", .settled(["hall-rpa-01", "--out", "\(folder)/rotated.key"])),
      (
        "client new",
        .settled([
          "hall-rpa-09", "--title", "样例", "--unit", "样例单位", "--unit-code", "11110101MB0TE00113", "--roles", "hall-acceptance",
          "--out", "\(folder)/new.key",
        ])
      ),
    ]
  }

  /// Nil where it is run elsewhere.
  func run(_ words: String, on hub: Deployment) async throws -> Program.Outcome? {
    let path = words.split(separator: " ").map(String.init)
    switch self {
    case .settled(let more): return try await Program.run(hub.arguments(path + more))
    case .plain(let more): return try await Program.run(path + more)
    case .elsewhere: return nil
    }
  }
}
