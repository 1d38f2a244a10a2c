import ArgumentParser
import HubModel
import HubPolicy

extension RequestCommand {
  struct Grant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the grants of an approved request, to be put into a role.",
      discussion: """
        Example: govhub request grant gx-2026-0001 >> Policies/roles/hall-acceptance.yaml
        They name the request, and end with its period. `govhub policy publish` refuses grants of a request that is not granted.
        """)
    @OptionGroup var settings: Settings
    @Argument(help: "The request's id.") var id: String
    @Flag(help: "As JSON.") var json = false

    private struct Result: Encodable {
      var id: String
      var yaml: String
    }

    /// May be asked again: the grants are the same.
    func run() async throws {
      let desk = try RequestDesk(try await Hub(settings))
      let history = try await desk.hub.withDatabase(nil) { try await desk.history(id, on: $0) }
      if history?.standing.state != .granted { try await desk.take(.granted, id) }
      let yaml = RequestGrants.render(try desk.request(id))
      if json { return Terminal.say(try Terminal.json(Result(id: id, yaml: yaml))) }
      Terminal.say(yaml)
      Terminal.note(
        Terminal.isChinese
          ? "放入角色的 grants: 之下，补上测试，再 govhub policy publish"
          : "put it under grants: of a role, add its tests, then: govhub policy publish")
    }
  }

  struct Suspend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Suspend for misuse (article 27): the clients that rest on the request lose their rights at once.")
    @OptionGroup var settings: Settings
    @OptionGroup var asked: ReasonedRequest

    func run() async throws {
      let desk = try RequestDesk(try await Hub(settings))
      try await desk.take(.suspended, asked.id, reason: asked.reason)
      let clients = try await desk.cutOff(asked.id, reason: "\(asked.id): \(asked.reason)")
      for client in clients { Terminal.note(Terminal.isChinese ? "\(client) 已暂停" : "\(client) is suspended") }
      try await RequestCommand.tell(asked.id, desk, json: asked.json)
    }
  }

  struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a suspension back, after what was wrong is mended.",
      discussion: "Its clients get their rights back one by one: govhub client resume ID.")
    @OptionGroup var settings: Settings
    @OptionGroup var asked: ReasonedRequest

    func run() async throws {
      let desk = try RequestDesk(try await Hub(settings))
      try await desk.take(.resumed, asked.id, reason: asked.reason)
      for client in desk.set.clients(restingOn: asked.id) { Terminal.note("next: govhub client resume \(client.id)") }
      try await RequestCommand.tell(asked.id, desk, json: asked.json)
    }
  }

  struct End: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End a request whose purpose is done, or that is taken back.",
      discussion: "Then take its grants out of the roles and publish the set; until that is done no set is published.")
    @OptionGroup var settings: Settings
    @OptionGroup var asked: ReasonedRequest

    func run() async throws {
      let desk = try RequestDesk(try await Hub(settings))
      try await desk.take(.ended, asked.id, reason: asked.reason)
      let grants = desk.set.roles.flatMap { role in
        role.grants.filter { $0.request == asked.id }.map { "\(role.name)/\($0.id)" }
      }
      if !grants.isEmpty { Terminal.note("next: govhub policy publish --withdraw \(grants.joined(separator: ","))") }
      try await RequestCommand.tell(asked.id, desk, json: asked.json)
    }
  }
}
