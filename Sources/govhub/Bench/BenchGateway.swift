import Foundation
import HubModel
import HubPostgres

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// `govhub serve` in a process of its own.
struct BenchGateway {
  let place: BenchPlace
  let port: Int
  private let program: BenchProgram
  /// Its standard input: it ends when our end is closed, as a `kill -9` of this process does too.
  private let lifeline = Pipe()

  init(place: BenchPlace, port: Int) {
    self.place = place
    self.port = port
    program = BenchProgram(
      BenchProgram.own, ["serve", "--until-input-ends", "--host", "127.0.0.1", "--port", "\(port)"] + place.arguments,
      log: place.path + "/serve.log")
    program.process.standardInput = lifeline
  }

  var processID: Int32 { program.process.processIdentifier }

  /// Seconds until it says that it is ready. Throws `bench-program-failed` after ten.
  func start() async throws -> Double {
    let (early, _) = await answer(URLRequest(url: address("/readyz")))
    guard early == 0 else { throw HubError("port-in-use", "Something answers on port \(port).", remedy: "Give another --port.") }
    program.process.standardOutput = FileHandle.nullDevice
    let started = ContinuousClock.now
    try program.start()
    while program.process.isRunning, started.duration(to: .now) < .seconds(10) {
      if await answer(URLRequest(url: address("/readyz"))).status == 200 { return started.duration(to: .now) / .seconds(1) }
      try await Task.sleep(for: .milliseconds(5))
    }
    stop()
    throw HubError("bench-program-failed", "The gateway was not ready within ten seconds.", remedy: "See \(place.path)/serve.log.")
  }

  func stop() {
    guard program.process.isRunning else { return }
    program.process.terminate()
    program.process.waitUntilExit()
  }

  func token() throws -> String {
    try ClientToken.sign(
      client: BenchPlace.client, key: try ClientKeyFile(path: place.folder.clientKey(BenchPlace.client)),
      audience: place.hub.configuration.audience, seconds: 290)
  }

  /// What is measured is to be a right answer.
  func requireMatch(_ body: String) async throws {
    var request = URLRequest(url: address("/v1/verifications/person"))
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue("Bearer \(try token())", forHTTPHeaderField: "Authorization")
    request.httpBody = Data(body.utf8)
    let (status, text) = await answer(request)
    guard status == 200, text.contains(#""result":"match""#), text.contains(#""receipt""#) else {
      throw HubError("bench-refused", "The gateway does not answer the bench's question (status \(status)).")
    }
  }

  private func address(_ path: String) -> URL { URL(string: "http://127.0.0.1:\(port)\(path)")! }

  /// Status 0 where nobody answers.
  private func answer(_ request: URLRequest) async -> (status: Int, text: String) {
    guard let (data, response) = try? await URLSession.shared.data(for: request) else { return (0, "") }
    return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
  }
}
