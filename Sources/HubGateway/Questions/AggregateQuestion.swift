/// Which published query to answer, and what for. There is nothing else to say: no filter, no grouping.
struct AggregateQuestion {
  var purpose: String
  var context: QuestionContext
  var query: String

  static let queryLimit = 64

  init(_ root: JSONValue) throws(Problem) {
    let members = try QuestionMembers(root, path: "")
    try members.allow("purpose", "context", "query")
    purpose = try members.requiredText("purpose", limit: QuestionReader.purposeLimit).string ?? ""
    context = try QuestionContext(members.members("context"))
    query = try members.requiredText("query", limit: Self.queryLimit).string ?? ""
  }
}
