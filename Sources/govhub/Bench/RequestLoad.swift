import Foundation
import HubModel

/// Load of kept connections by wrk: bodies one a line, taken in turn by each of its two threads.
struct RequestLoad {
  struct Outcome: Sendable {
    var requests: Double
    var seconds: Double
    /// Milliseconds.
    var median: Double
    var high: Double
  }

  let place: BenchPlace
  let port: Int
  let path: String
  let connections: Int
  let seconds: Int

  /// Throws `bench-refused` where an answer was not 200 or none came.
  func run(bodies: [String], token: String) async throws -> Outcome {
    let folder = place.folder.clientKeys
    try bodies.joined(separator: "\n").write(toFile: folder + "/bodies", atomically: true, encoding: .utf8)
    try Self.script(token: token, path: path).write(toFile: folder + "/load.lua", atomically: true, encoding: .utf8)
    let program = BenchProgram(
      try BenchProgram.find("wrk", package: "wrk"),
      [
        "-t", "2", "-c", "\(connections)", "-d", "\(seconds)s", "--timeout", "10s", "-s", folder + "/load.lua",
        "http://127.0.0.1:\(port)", "--", folder + "/bodies",
      ])
    let output = try await program.run().output
    guard let line = output.split(separator: "\n").first(where: { $0.hasPrefix("outcome ") }) else {
      throw HubError("bench-refused", "wrk gave no result.")
    }
    let figures = line.split(separator: " ").dropFirst().map { Double($0) ?? 0 }
    guard figures.count == 6, figures[0] > 0, figures[2] == 0, figures[3] == 0 else {
      throw HubError("bench-refused", "Answers other than 200, or broken connections: \(line).")
    }
    return Outcome(requests: figures[0], seconds: figures[1] / 1e6, median: figures[4] / 1000, high: figures[5] / 1000)
  }

  private static func script(token: String, path: String) -> String {
    """
    local threads, requests, place = 0, {}, 0
    function setup(thread) thread:set("number", threads); threads = threads + 1 end
    function init(arguments)
      local headers = {["Content-Type"] = "application/json", ["Authorization"] = "Bearer \(token)"}
      for body in io.lines(arguments[1]) do requests[#requests + 1] = wrk.format("POST", "\(path)", headers, body) end
      place = math.floor(number * #requests / 2)
    end
    function request()
      place = place % #requests + 1
      return requests[place]
    end
    function done(summary, latency)
      local e = summary.errors
      print(string.format("outcome %d %d %d %d %d %d", summary.requests, summary.duration, e.status,
        e.connect + e.read + e.write + e.timeout, latency:percentile(50), latency:percentile(99)))
    end
    """
  }
}
