import HubPostgres
import HubStore

/// Rights on the hub's objects, held against the one list that the migration gives.
enum RightChecks {
  static let all = [
    DoctorCheck(id: "grants") { visit in
      let differences = try await DatabaseRights.differences(on: visit.connection)
      return listed(differences.unexpected.map(unexpected)) + listed(differences.missing.map(missing))
    }
  ]

  /// A database without its grants would fill pages.
  private static let most = 20

  private static func listed(_ findings: [DoctorFinding]) -> [DoctorFinding] {
    guard findings.count > most, var last = findings.prefix(most).last else { return findings }
    let more = findings.count - most
    last.found = Told(zh: "\(last.found.zh)（还有 \(more) 项）", en: "\(last.found.en) (and \(more) more)")
    return Array(findings.prefix(most - 1)) + [last]
  }

  private static func unexpected(_ right: DatabaseRight) -> DoctorFinding {
    // Backups and watching have to connect.
    let isVisitor = right.object == "database" && right.privilege == "CONNECT" && right.holder != "PUBLIC"
    let passing = right.canPassOn ? " WITH GRANT OPTION" : ""
    return DoctorFinding(
      "grant-unexpected", isVisitor ? .warning : .fault,
      Told(
        zh: "\(right.holder) 对 \(right.place) 有 \(right.privilege)\(passing)",
        en: "\(right.holder) has \(right.privilege)\(passing) on \(right.place)"),
      remedy: Told(
        zh: "查明是谁授予的，然后 REVOKE \(right.privilege) … FROM \(right.holder)",
        en: "Find out who gave it, then REVOKE \(right.privilege) … FROM \(right.holder)."))
  }

  private static func missing(_ right: DatabaseRight) -> DoctorFinding {
    DoctorFinding(
      "grant-missing", .fault,
      Told(
        zh: "\(right.holder) 对 \(right.place) 没有 \(right.privilege)",
        en: "\(right.holder) lacks \(right.privilege) on \(right.place)"),
      remedy: Told(zh: "运行 govhub migrate，它重新授予", en: "Run `govhub migrate`, which gives the rights anew."))
  }
}
