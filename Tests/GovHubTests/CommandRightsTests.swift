import ArgumentParser
import HubPolicy
import Testing

@testable import govhub

@Suite("Who may give which command")
struct CommandRightsTests {
  /// Every command that does something, by its words.
  private static func leaves(_ command: any ParsableCommand.Type, _ words: [String] = []) -> [(String, any ParsableCommand.Type)] {
    let children = command.configuration.subcommands
    if children.isEmpty { return [(words.joined(separator: " "), command)] }
    return children.flatMap { leaves($0, words + [$0.configuration.commandName ?? "\($0)".lowercased()]) }
  }

  @Test("every command is in the table once: a new one is refused until somebody has thought of it (attack 7)")
  func complete() {
    let leaves = Self.leaves(GovHub.self)
    #expect(leaves.count > 30)
    for (words, command) in leaves {
      let isSigned = command is any SignedCommand.Type
      let isOpen = command is any OpenCommand.Type
      #expect(isSigned != isOpen, "govhub \(words)")
    }
  }

  @Test("no administrator does the work of another")
  func separation() {
    func roles(_ command: any SignedCommand.Type) -> Set<PersonRole> { Set(command.right.roles) }
    #expect(roles(PolicyCommand.Publish.self) == [.securityAdministrator])
    #expect(roles(PolicyCommand.Approve.self) == [.securityAdministrator])
    #expect(roles(ClientCommand.Suspend.self) == [.securityAdministrator])
    #expect(roles(AuditCommand.VerifyAudit.self) == [.auditAdministrator])
    #expect(roles(Ingest.self) == [.systemAdministrator])
    #expect(roles(MappingCommand.Publish.self) == [.steward])
    #expect(!roles(Quarantine.List.self).contains(.systemAdministrator), "runs the hub without reading a record")
  }

  private struct Forgotten: AsyncParsableCommand {
    func run() async throws { Issue.record("a command without a right was run") }
  }

  @Test("a command that is in no table is refused")
  func forgotten() async {
    #expect(!CommandGate.admitsAnybody(Forgotten.self))
    #expect(CommandGate.admitsAnybody(PolicyCommand.self), "a group prints its help")
    await #expect(throws: (any Error).self) { try await CommandGate.pass(Forgotten()) }
  }
}
