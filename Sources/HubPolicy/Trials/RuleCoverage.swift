/// How many of the rules of a set decide in some passing test: every grant and every deny counts.
package struct RuleCoverage: Sendable {
  package struct Rule: Sendable, Equatable {
    /// `role/id`.
    package let rule: String
    package let file: String
    package let line: Int
  }

  package let total: Int
  /// In the order of the files.
  package let untested: [Rule]
  package var covered: Int { total - untested.count }
  /// Rounded down, so that only a set of which each rule is tested has 100.
  package var percent: Int { total == 0 ? 100 : covered * 100 / total }

  init(of roles: [Role], decided: Set<String>) {
    let rules = roles.flatMap { role in
      (role.grants.map { ($0.id, $0.line) } + role.denies.map { ($0.id, $0.line) }).map { id, line in
        Rule(rule: "\(role.name)/\(id)", file: "roles/\(role.name).yaml", line: line)
      }
    }
    total = rules.count
    untested = rules.filter { !decided.contains($0.rule) }
  }
}
