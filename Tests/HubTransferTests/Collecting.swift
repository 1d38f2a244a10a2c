import HubModel
import HubTesting

@testable import HubTransfer

func collect(_ transfer: Transfer) async throws -> [UInt8] {
  var all: [UInt8] = []
  _ = try await transfer.bytes { all.append(contentsOf: $0) }
  return all
}

func failure(of transfer: Transfer) async -> HubError? {
  do { _ = try await collect(transfer) } catch { return error as? HubError }
  return nil
}

/// All that an error may say to anyone.
func words(of error: HubError?) -> String {
  guard let error else { return "" }
  return "\(error) \(error.code) \(error.message) \(error.remedy ?? "") \(String(reflecting: error))"
}

func makeRequest(_ change: (inout Transfer.Request) -> Void) -> Transfer.Request {
  var request = Transfer.Request()
  change(&request)
  return request
}

extension SSHServer {
  func address(_ name: String) -> String { "sftp://127.0.0.1:\(port)\(root)/\(TransferAddress.escaped(name.utf8))" }

  func transfer(_ name: String, _ change: (inout Transfer.Request) -> Void = { _ in }) throws -> Transfer {
    let request = makeRequest { request in
      request.user = user
      request.privateKey = privateKey
      request.hostKey = hostKey
      change(&request)
    }
    return try Transfer(address(name), options: Transfer.Options(), request: request)
  }
}

extension FTPServer {
  /// With TLS where the server has it.
  func transfer(_ name: String, _ change: (inout Transfer.Request) -> Void = { _ in }) throws -> Transfer {
    var options = Transfer.Options()
    options.requiresTLS = false
    if !authorities.isEmpty { options.authorities = authorities }
    let request = makeRequest { request in
      request.user = user
      request.password = password
      change(&request)
    }
    let scheme = authorities.isEmpty ? "ftp" : "ftps"
    let address = "\(scheme)://127.0.0.1:\(port)/\(TransferAddress.escaped(name.utf8))"
    return try Transfer(address, options: options, request: request)
  }
}
