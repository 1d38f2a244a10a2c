/// Up to 1,000 questions. Purpose and context may stand once for all and be replaced in an item.
struct BatchQuestion {
  struct Item {
    var id: String
    /// What was asked, or why this item is none; the others are answered all the same.
    var question: Result<Question, Problem>
    /// What could be read of a refused item, for the audit.
    var purpose: String
    var context: QuestionContext
    var entity: String
  }

  var items: [Item] = []

  init(_ root: JSONValue) throws(Problem) {
    let members = try QuestionMembers(root, path: "")
    try members.allow("purpose", "context", "items")
    let purpose = try members.text("purpose", limit: QuestionReader.purposeLimit)?.string
    let context = try QuestionContext(members.members("context"))
    guard let list = members.object["items"] else { throw Problem(.memberMissing, member: "items") }
    guard list.kind == .array else { throw Problem(.typeMismatch, member: "items") }
    var ids: Set<String> = []
    try list.forEachElement { (element) throws(Problem) in
      guard items.count < QuestionReader.batchLimit else { throw Problem(.batchTooLarge) }
      let part = try QuestionMembers(element, path: "items")
      let id = try part.requiredText("id", limit: 64).string ?? ""
      guard ids.insert(id).inserted else { throw Problem(.batchItemDuplicate, member: "items.id") }
      items.append(Self.item(part, id: id, purpose: purpose, context: context))
    }
    guard !items.isEmpty else { throw Problem(.memberMissing, member: "items") }
  }

  private static func item(_ members: QuestionMembers, id: String, purpose: String?, context: QuestionContext) -> Item {
    var item = Item(
      id: id, question: .failure(Problem(.internalError)), purpose: purpose ?? "", context: context,
      entity: members.object["enterprise"] == nil ? "person" : "enterprise")
    do throws(Problem) {
      try members.allow("id", "purpose", "context", "person", "enterprise")
      if let own = try members.text("purpose", limit: QuestionReader.purposeLimit)?.string { item.purpose = own }
      item.context = try QuestionContext(members.members("context")).over(context)
      guard !item.purpose.isEmpty else { throw Problem(.memberMissing, member: "items.purpose") }
      item.question = .success(Question(purpose: item.purpose, context: item.context, matter: try matter(members)))
    } catch {
      item.question = .failure(error)
    }
    return item
  }

  private static func matter(_ members: QuestionMembers) throws(Problem) -> Question.Matter {
    switch (try members.members("person"), try members.members("enterprise")) {
    case (let person?, nil): .person(try PersonQuestion(person))
    case (nil, let enterprise?): .enterprise(try EnterpriseQuestion(enterprise))
    case (nil, nil): throw Problem(.memberMissing, member: "items.person")
    default: throw Problem(.memberUnknown, member: "items")
    }
  }
}
