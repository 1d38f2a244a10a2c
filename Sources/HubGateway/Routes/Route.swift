import HTTPTypes
import HubStore

/// Every door of the gateway. The OpenAPI description and the tests go through this list.
enum Route: String, CaseIterable, Sendable {
  case verifyPerson = "/v1/verifications/person"
  case verifyEnterprise = "/v1/verifications/enterprise"
  case verifyBatch = "/v1/verifications/batch"
  case lookUpEnterprises = "/v1/enterprises/lookup"
  case aggregates = "/v1/aggregates"
  case catalog = "/v1/catalog"
  case health = "/healthz"
  case readiness = "/readyz"
  case metrics = "/metrics"
  case openAPI = "/openapi.json"

  var method: HTTPRequest.Method {
    switch self {
    case .verifyPerson, .verifyEnterprise, .verifyBatch, .lookUpEnterprises, .aggregates: .post
    default: .get
    }
  }

  /// Open to whoever reaches the port: nothing there depends on data.
  var isOpen: Bool {
    switch self {
    case .health, .readiness, .metrics, .openAPI: true
    default: false
    }
  }

  var action: AuditEntry.Action {
    switch self {
    case .verifyPerson, .verifyEnterprise, .verifyBatch: .verify
    case .aggregates: .aggregate
    default: .read
    }
  }

  /// What the audit of a request names where no question could be read.
  var entity: String {
    switch self {
    case .verifyPerson: "person"
    case .verifyEnterprise, .lookUpEnterprises: "enterprise"
    case .verifyBatch: "batch"
    case .aggregates: "aggregate"
    default: "catalog"
    }
  }
}
