internal import CLibPQ
internal import Glibc
internal import HubModel

extension PrivateCluster {
  /// Stops the server when this process ends, also by a `kill -9`.
  package func stopsWithProcess() async throws {
    try await Threads.run { try self.guardUntilExit(mode: "fast", removing: []) }
  }

  /// A guardian waits for our end of a pipe to close, then stops the server and removes the folders.
  func guardUntilExit(mode: String, removing folders: [String]) throws {
    var ends: [Int32] = [0, 0]
    guard hub_pipe(&ends) == 0 else { throw HubError("no-descriptor", "No pipe could be opened.") }
    // The stop command's words come first; what is left behind them are the folders.
    let stop = stopCommand(mode: mode)
    let words = (1...stop.count).map { "\"${\($0)}\"" }.joined(separator: " ")
    let script = "cat; \(words); shift \(stop.count); [ $# -eq 0 ] || rm -rf \"$@\""
    let started = ChildProcess.start(
      ["/bin/sh", "-c", script, "guardian"] + stop + folders, input: ends[0], output: nil)
    close(ends[0])
    guard case .success = started else { throw HubError("no-process", "The guardian could not be started.") }
    // ends[1] stays open until the process ends.
  }
}
