import HubModel

/// Why a call failed, by SQLSTATE and the driver's own number. The words of the driver never come here: they may hold data,
/// or the connection string.
struct ODBCFault: Sendable, Equatable {
  /// Five characters; `-----` where the driver gave none.
  var state: String
  var number: Int
  /// True while the session signs in.
  var isConnecting: Bool
  /// Of a driver whose one SQLSTATE stands for everything.
  var cause: Cause

  enum Cause: Sendable { case untold, login, certificate }

  init(state: String, number: Int = 0, isConnecting: Bool = false, cause: Cause = .untold) {
    let isSound = state.utf8.count == 5 && state.utf8.allSatisfy { ConnectionText.isName(String(UnicodeScalar($0))) }
    self.state = isSound ? state : "-----"
    self.number = number
    self.isConnecting = isConnecting
    self.cause = cause
  }

  var error: HubError {
    let kind = ODBCFaultKind(self)
    return HubError(kind.code, "\(kind.words) (SQLSTATE \(state)).", remedy: kind.remedy, persistence: kind.persistence)
  }
}
