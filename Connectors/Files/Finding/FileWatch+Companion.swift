import HubModel
import HubTransfer

extension FileWatch {
  /// What the file's companion says, where one is asked for.
  /// - Throws: `file-not-ready` where it is not there; every other refusal of a server as it is.
  func companion(of file: FoundFile) async throws -> ExpectedDigest? {
    guard let companion = readiness.companion else { return nil }
    let transfer = try access.transfer(Self.address(of: companion, beside: file.address))
    var content: [UInt8] = []
    let response: TransferResponse
    do {
      response = try await transfer.response { if content.count < 4096 { content.append(contentsOf: $0.prefix(4096)) } }
    } catch let error as HubError where error.code == "file-missing" {
      throw Self.notThere(transfer.shownAddress)
    }
    guard ![404, 410].contains(response.status) else { throw Self.notThere(transfer.shownAddress) }
    guard [200, 201, 203, 204].contains(response.status) else { throw response.error(transfer.shownAddress) }
    return try ExpectedDigest(companion, content)
  }

  /// A companion that is older than its file belongs to an earlier delivery. A web server's times are not asked for.
  /// - Throws: `file-not-ready`, transient.
  func requireNewer(_ companion: FileReadiness.Companion, than file: FoundFile) async throws {
    guard FileProtocol(file.address) != .web else { return }
    let beside = try access.transfer(Self.address(of: companion, beside: file.address))
    let written = try await access.transfer(file.address).state().modified
    let confirmed = try await beside.state().modified
    guard written == 0 || confirmed == 0 || confirmed >= written else {
      throw HubError(
        "file-not-ready", "\(beside.shownAddress) is older than its file.",
        remedy: "The department writes it anew when the file is finished.", persistence: .transient)
    }
  }

  /// The suffix belongs to the path: of a web address it stands before the query.
  static func address(of companion: FileReadiness.Companion, beside address: String) -> String {
    guard FileProtocol(address) == .web, let end = address.firstIndex(where: { $0 == "?" || $0 == "#" }) else {
      return address + companion.rawValue
    }
    return "\(address[..<end])\(companion.rawValue)\(address[end...])"
  }

  private static func notThere(_ shownAddress: String) -> HubError {
    HubError(
      "file-not-ready", "\(shownAddress) is not there yet.",
      remedy: "The department writes it when the file is finished.", persistence: .transient)
  }
}
