import HubConnectorKit
import HubModel
import HubTransfer

/// How files are reached: transfers with the credentials of one sign-in.
struct FileAccess: Sendable {
  let options: Transfer.Options
  private let request: Transfer.Request

  init(_ options: Transfer.Options, _ secret: Secret?) {
    self.options = options
    var request = Transfer.Request()
    request.user = secret?["user"]
    request.password = secret?["password"]
    request.privateKey = secret?["private_key"]
    request.passphrase = secret?["passphrase"]
    request.hostKey = secret?["host_key"]
    self.request = request
  }

  func transfer(_ address: String, startAt: UInt64 = 0) throws(HubError) -> Transfer {
    var request = request
    request.startAt = startAt
    return try Transfer(address, options: options, request: request)
  }
}
