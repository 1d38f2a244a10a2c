import HubPostgres

/// One thing that is looked at. What it finds bears its own words; the check's is said where it cannot look.
struct DoctorCheck: Sendable {
  let id: String
  let look: @Sendable (DoctorVisit) async throws -> [DoctorFinding]
}

/// Looks a live deployment over. Reads only, and needs no superuser.
enum Doctor {
  private static let ofServer = ServerChecks.all + RoleChecks.all
  private static let ofHub = RightChecks.all + ObjectChecks.all + SessionChecks.all + StateChecks.all

  /// Faults first. Throws where the database goes away meanwhile.
  static func examine(_ visit: DoctorVisit) async throws -> [DoctorFinding] {
    let isMigrated = try await StateChecks.isMigrated(visit)
    var findings = isMigrated ? [] : [StateChecks.schemaMissing]
    for check in isMigrated ? ofServer + ofHub : ofServer {
      do {
        findings += try await check.look(visit)
      } catch let error as PostgresError where error.isRefusedRight {
        findings.append(.notVisible(check.id))
      }
    }
    return DoctorFinding.Severity.allCases.flatMap { severity in findings.filter { $0.severity == severity } }
  }
}
