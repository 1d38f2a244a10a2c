import Foundation
import Glibc
import HubModel

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@testable import govhub

/// `govhub serve` as a process, and questions to it.
struct TestGateway: Sendable {
  let deployment: Deployment
  let program: Program
  let port: Int

  struct Answer: Sendable {
    var status: Int
    var text: String
    var body: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
    }
    var result: String? { body["result"] as? String }
    var code: String? { body["code"] as? String }
    var reason: String? { body["reason"] as? String }
    var receipt: String? { body["receipt"] as? String }
  }

  /// `keys`: another key ring than the deployment's.
  static func start(
    _ deployment: Deployment, _ options: [String] = [], keys: String? = nil, environment: [String: String] = [:]
  ) async throws -> TestGateway {
    var arguments = deployment.arguments(["serve", "--port", "0"] + options)
    if let keys, let place = arguments.firstIndex(of: "--keys") { arguments[place + 1] = keys }
    let program = try Program.start(arguments, environment: environment)
    for _ in 0..<600 {
      if let line = program.errors.split(separator: "\n").first(where: { $0.hasPrefix("gateway: listening on") }),
        let port = line.split(separator: ":").last.flatMap({ Int($0) })
      {
        return TestGateway(deployment: deployment, program: program, port: port)
      }
      guard program.isRunning else { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    program.send(SIGKILL)
    throw HubError("gateway-did-not-start", "It ended or was not ready within 30 seconds: \(program.errors)")
  }

  static func with<R>(
    _ deployment: Deployment, _ options: [String] = [], keys: String? = nil, environment: [String: String] = [:],
    _ body: (TestGateway) async throws -> R
  ) async throws -> R {
    let gateway = try await start(deployment, options, keys: keys, environment: environment)
    do {
      let result = try await body(gateway)
      try await gateway.stop()
      return result
    } catch {
      gateway.program.send(SIGKILL)
      throw error
    }
  }

  func stop() async throws {
    program.send(SIGTERM)
    let status = await program.outcome().status
    if status != 0 { throw HubError("gateway-ended", "The gateway ended with status \(status).") }
  }

  func get(_ path: String) async throws -> Answer { try await send(path, body: nil, token: nil) }

  func post(_ path: String, as client: String, _ body: String) async throws -> Answer {
    try await send(path, body: body, token: try token(client))
  }

  func token(_ client: String) throws -> String {
    try ClientToken.sign(
      client: client, key: try ClientKeyFile(path: deployment.folder.clientKey(client)), audience: "govhub", seconds: 240)
  }

  func send(_ path: String, body: String?, token: String?) async throws -> Answer {
    guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { throw URLError(.badURL) }
    var request = URLRequest(url: url, timeoutInterval: 30)
    if let body {
      request.httpMethod = "POST"
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = Data(body.utf8)
    }
    if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    let (data, response) = try await URLSession.shared.data(for: request)
    return Answer(status: (response as? HTTPURLResponse)?.statusCode ?? 0, text: String(decoding: data, as: UTF8.self))
  }

  // MARK: questions

  static func person(_ subject: SampleSubject, name: String? = nil, purpose: String = "permit-acceptance") -> String {
    DemoQuestion.json(
      ["person": ["documentType": subject.documentType, "number": subject.number, "name": name ?? subject.name]],
      purpose: purpose)
  }

  func ask(_ subject: SampleSubject, name: String? = nil) async throws -> Answer {
    try await post("/v1/verifications/person", as: "hall-rpa-01", Self.person(subject, name: name))
  }

  func ask(code: String, name: String) async throws -> Answer {
    try await post(
      "/v1/verifications/enterprise", as: "hall-rpa-01", DemoQuestion.json(["enterprise": ["code": code, "name": name]]))
  }
}
