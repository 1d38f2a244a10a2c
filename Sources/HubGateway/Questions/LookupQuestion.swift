/// Which enterprises to show, and which of their fields.
struct LookupQuestion {
  enum Target {
    case code(AskedNumber)
    case name(AskedName)

    /// What is searched by it.
    var attributes: [String] {
      switch self {
      case .code: ["code"]
      case .name: ["name", "former_name"]
      }
    }
  }

  var purpose: String
  var context: QuestionContext
  var target: Target
  /// Names of the model; nil: the public ones.
  var attributes: [String]?

  static let attributeLimit = 40

  init(_ root: JSONValue) throws(Problem) {
    let members = try QuestionMembers(root, path: "")
    try members.allow("purpose", "context", "enterprise", "attributes")
    purpose = try members.requiredText("purpose", limit: QuestionReader.purposeLimit).string ?? ""
    context = try QuestionContext(members.members("context"))
    guard let enterprise = try members.members("enterprise") else { throw Problem(.memberMissing, member: "enterprise") }
    target = try Self.target(enterprise)
    attributes = try Self.attributes(members)
  }

  private static func target(_ members: QuestionMembers) throws(Problem) -> Target {
    try members.allow("code", "name")
    let code = try members.text("code", limit: AskedNumber.limit)
    let name = try members.text("name", limit: AskedName.limit)
    switch (code, name) {
    case (let code?, nil): return .code(AskedNumber(enterprise: code))
    case (nil, let name?): return .name(try AskedName(organisation: name, member: members.name("name")))
    case (nil, nil): throw Problem(.memberMissing, member: "enterprise.code")
    default: throw Problem(.memberUnknown, member: "enterprise", zh: "代码与名称只能填一项", en: "give code or name, not both")
    }
  }

  private static func attributes(_ members: QuestionMembers) throws(Problem) -> [String]? {
    guard let list = members.object["attributes"] else { return nil }
    guard list.kind == .array else { throw Problem(.typeMismatch, member: "attributes") }
    var names: [String] = []
    try list.forEachElement { (element) throws(Problem) in
      guard let name = element.string else { throw Problem(.typeMismatch, member: "attributes") }
      guard names.count < attributeLimit, name.utf8.count <= 64 else { throw Problem(.valueTooLong, member: "attributes") }
      if !names.contains(name) { names.append(name) }
    }
    guard !names.isEmpty else { throw Problem(.memberMissing, member: "attributes") }
    return names
  }
}
