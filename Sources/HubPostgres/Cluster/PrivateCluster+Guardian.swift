internal import CLibPQ
internal import Glibc
internal import HubModel

extension PrivateCluster {
  /// Stops the server when this process ends, also by a `kill -9`.
  package func stopsWithProcess() async throws {
    try await Threads.run { try self.guardUntilExit(mode: "fast", removing: nil) }
  }

  /// A guardian waits for our end of a pipe to close, then stops the server and removes `folder`.
  func guardUntilExit(mode: String, removing folder: String?) throws {
    var ends: [Int32] = [0, 0]
    guard hub_pipe(&ends) == 0 else { throw HubError("no-descriptor", "No pipe could be opened.") }
    let script = folder == nil ? "cat; \"$@\"" : "cat; \"$@\"; rm -rf \"$0\""
    let started = ChildProcess.start(
      ["/bin/sh", "-c", script, folder ?? "guardian"] + stopCommand(mode: mode), input: ends[0], output: nil)
    close(ends[0])
    guard case .success = started else { throw HubError("no-process", "The guardian could not be started.") }
    // ends[1] stays open until the process ends.
  }
}
