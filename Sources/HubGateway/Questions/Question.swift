import HubModel
import HubStandards

/// One thing to verify.
struct Question: Sendable {
  enum Matter: Sendable {
    case person(PersonQuestion)
    case enterprise(EnterpriseQuestion)
  }

  var purpose: String
  var context: QuestionContext
  var matter: Matter

  var entity: String {
    switch matter {
    case .person: "person"
    case .enterprise: "enterprise"
    }
  }

  var attributes: [String] {
    switch matter {
    case .person: PersonQuestion.attributes
    case .enterprise(let question): question.attributes
    }
  }

  var number: AskedNumber {
    switch matter {
    case .person(let question): question.number
    case .enterprise(let question): question.code
    }
  }

  /// The first number that could not be read.
  var problem: Problem? {
    switch matter {
    case .person(let question): question.number.problem(member: "person.number")
    case .enterprise(let question):
      question.code.problem(member: "enterprise.code")
        ?? question.representative?.number?.problem(member: "enterprise.legalRep.number")
    }
  }

  /// What is worth telling of the question itself.
  var remarks: Remarks {
    switch matter {
    case .person(let question): question.number.remarks.union(question.name.remarks)
    case .enterprise(let question):
      question.code.remarks.union(question.name.remarks)
        .union(question.representative?.number?.remarks ?? []).union(question.representative?.name.remarks ?? [])
    }
  }
}

/// Does this name belong to this number?
struct PersonQuestion: Sendable {
  static let attributes = ["number", "name"]
  var number: AskedNumber
  var name: AskedName

  init(_ members: QuestionMembers) throws(Problem) {
    try members.allow("documentType", "number", "name")
    let kind = try DocumentWord.person(members)
    number = AskedNumber(person: try members.requiredText("number", limit: AskedNumber.limit), kind: kind)
    name = try AskedName(person: members.requiredText("name", limit: AskedName.limit), member: members.name("name"))
  }
}

/// Is this company what it says? Code and name, and where given its representative's name, number and role.
struct EnterpriseQuestion: Sendable {
  var code: AskedNumber
  var name: AskedName
  var representative: RepresentativeQuestion?

  init(_ members: QuestionMembers) throws(Problem) {
    try members.allow("code", "name", "legalRep")
    code = AskedNumber(enterprise: try members.requiredText("code", limit: AskedNumber.limit))
    name = try AskedName(organisation: members.requiredText("name", limit: AskedName.limit), member: members.name("name"))
    if let part = try members.members("legalRep") { representative = try RepresentativeQuestion(part) }
  }

  var attributes: [String] {
    var names = ["code", "name"]
    if representative != nil { names.append("legalRep.name") }
    if representative?.number != nil { names.append("legalRep.number") }
    return names
  }
}

struct RepresentativeQuestion: Sendable {
  /// Word of the roles' code list; nil: any role.
  var role: String?
  var name: AskedName
  var number: AskedNumber?

  init(_ members: QuestionMembers) throws(Problem) {
    try members.allow("role", "documentType", "number", "name")
    role = try members.text("role", limit: 64)?.string
    name = try AskedName(person: members.requiredText("name", limit: AskedName.limit), member: members.name("name"))
    let kind = try DocumentWord.person(members)
    if let text = try members.text("number", limit: AskedNumber.limit) { number = AskedNumber(person: text, kind: kind) }
  }
}

enum DocumentWord {
  /// The document kind that a question states; nil where it states none.
  static func person(_ members: QuestionMembers) throws(Problem) -> DocumentKind? {
    guard let word = try members.text("documentType", limit: 64)?.string else { return nil }
    guard let kind = DocumentKind(word: word), kind != .creditCode, kind != .registrationNumber else {
      throw Problem(.wordUnknown, member: members.name("documentType"))
    }
    return kind
  }
}
