/// Somebody who may call the gateway.
package struct Client: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable { case rpa, agent, system }
  package enum Status: String, Sendable, CaseIterable { case active, suspended }

  package struct Unit: Sendable, Equatable {
    package var name: String
    /// 统一社会信用代码 of the unit.
    package var code: String
    package init(name: String, code: String) {
      self.name = name
      self.code = code
    }
  }

  package var id: String
  package var title: String
  package var unit: Unit
  package var kind: Kind
  package var status: Status
  package var roles: [String]
  package var keys: [ClientKey]
  /// Where it may call from; empty: from anywhere.
  package var networks: [NetworkRange]
  /// 共享申请 that it rests on.
  package var request: String?

  package init(
    id: String, title: String, unit: Unit, kind: Kind, status: Status = .active, roles: [String], keys: [ClientKey] = [],
    networks: [NetworkRange] = [], request: String? = nil
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.kind = kind
    self.status = status
    self.roles = roles
    self.keys = keys
    self.networks = networks
    self.request = request
  }
}

/// A public key that a client signs its tokens with.
package struct ClientKey: Sendable, Equatable {
  /// A token that names another algorithm is refused: the algorithm belongs to the key.
  package enum Algorithm: String, Sendable, CaseIterable { case es256 = "ES256", edDSA = "EdDSA" }

  /// `kid` of the token; unique in the whole set.
  package var id: String
  package var algorithm: Algorithm
  /// SubjectPublicKeyInfo (RFC 5280) as PEM (RFC 7468).
  package var publicPEM: String
  /// Its last day.
  package var notAfter: CivilDay?

  package init(id: String, algorithm: Algorithm, publicPEM: String, notAfter: CivilDay? = nil) {
    self.id = id
    self.algorithm = algorithm
    self.publicPEM = publicPEM
    self.notAfter = notAfter
  }

  /// `instant`: µs since 1970.
  package func isUsable(at instant: Int64) -> Bool { notAfter.map { instant < $0.end } ?? true }
}
