/// Bodies → questions. Everything about the form is settled here; whether it may be asked is not.
enum QuestionReader {
  static let batchLimit = 1000
  static let purposeLimit = 64

  static func problem(_ fault: JSONFault) -> Problem {
    let code: ProblemCode =
      switch fault.kind {
      case .malformed: .jsonMalformed
      case .forbiddenCharacter: .jsonCharacterForbidden
      case .duplicateMember: .jsonDuplicateMember
      case .tooDeep: .jsonTooDeep
      case .tooLarge: .jsonTooLarge
      }
    return Problem(code, zh: "第\(fault.offset)字节处", en: "at byte \(fault.offset)")
  }

  static func person(_ root: JSONValue) throws(Problem) -> Question {
    let members = try QuestionMembers(root, path: "")
    try members.allow("purpose", "context", "person")
    guard let person = try members.members("person") else { throw Problem(.memberMissing, member: "person") }
    return try question(members, .person(try PersonQuestion(person)))
  }

  static func enterprise(_ root: JSONValue) throws(Problem) -> Question {
    let members = try QuestionMembers(root, path: "")
    try members.allow("purpose", "context", "enterprise")
    guard let enterprise = try members.members("enterprise") else { throw Problem(.memberMissing, member: "enterprise") }
    return try question(members, .enterprise(try EnterpriseQuestion(enterprise)))
  }

  private static func question(_ members: QuestionMembers, _ matter: Question.Matter) throws(Problem) -> Question {
    Question(
      purpose: try members.requiredText("purpose", limit: purposeLimit).string ?? "",
      context: try QuestionContext(members.members("context")), matter: matter)
  }
}
