import HubCrypto
import HubModel
import HubPolicy

/// An invented person with a key, as a policy set registers them.
struct TestOfficer: Sendable {
  let id: String
  let signer: Signer
  var role = PersonRole.securityAdministrator
  var status = RegisteredPerson.Status.active

  init(_ id: String) throws {
    self.id = id
    signer = try Signer(privateKeyPEM: try ClientKeyPair.generate(.es256).privateKeyPEM)
  }

  func with(role: PersonRole = .securityAdministrator, status: RegisteredPerson.Status = .active) -> TestOfficer {
    var other = self
    other.role = role
    other.status = status
    return other
  }

  var files: [(path: String, text: String)] {
    let keys = CivilDay("2099-12-31").map { [PersonKey(algorithm: .es256, publicPEM: signer.publicKeyPEM, notAfter: $0)] } ?? []
    let person = RegisteredPerson(id: id, title: "样例岗位", role: role, status: status, keys: keys)
    return [
      ("people/\(id).yaml", PersonFile.render(person, keyFile: "\(id).pem")), ("people/\(id).pem", signer.publicKeyPEM),
    ]
  }
}
