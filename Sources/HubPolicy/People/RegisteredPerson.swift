/// Somebody who works with the hub, as `people/` registers them.
package struct RegisteredPerson: Sendable, Equatable {
  package enum Status: String, Sendable, CaseIterable { case active, suspended, left }

  package var id: String
  /// A name or a post.
  package var title: String
  package var role: PersonRole
  package var status: Status
  package var keys: [PersonKey]

  package init(id: String, title: String, role: PersonRole, status: Status = .active, keys: [PersonKey]) {
    self.id = id
    self.title = title
    self.role = role
    self.status = status
    self.keys = keys
  }
}

/// What a person does. One person has one: the three administrators exclude each other (三员分立).
package enum PersonRole: String, Sendable, CaseIterable {
  /// 系统管理员: runs the hub without reading a record.
  case systemAdministrator = "system-administrator"
  /// 安全管理员: says who may learn what.
  case securityAdministrator = "security-administrator"
  /// 审计管理员: reads who did what.
  case auditAdministrator = "audit-administrator"
  /// 数据管家: says how departments' data becomes the model.
  case steward
  /// 查看人: sees the state of things.
  case reader
}

/// A public key that a person signs in and signs with.
package struct PersonKey: Sendable, Equatable {
  package enum Algorithm: String, Sendable, CaseIterable { case sm2 = "SM2", es256 = "ES256" }

  package var algorithm: Algorithm
  /// SubjectPublicKeyInfo (RFC 5280) as PEM (RFC 7468).
  package var publicPEM: String
  /// Its last day.
  package var notAfter: CivilDay

  package init(algorithm: Algorithm, publicPEM: String, notAfter: CivilDay) {
    self.algorithm = algorithm
    self.publicPEM = publicPEM
    self.notAfter = notAfter
  }

  /// `instant`: µs since 1970.
  package func isUsable(at instant: Int64) -> Bool { instant < notAfter.end }
}
