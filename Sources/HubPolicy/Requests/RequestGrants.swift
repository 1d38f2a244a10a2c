/// The rules that a request comes to, as text to be put into a role: a person decides which role, four eyes publish it.
package enum RequestGrants {
  package static func render(_ request: SharingRequest) -> String {
    (["# 共享申请 \(request.id)"] + request.scope.enumerated().flatMap { lines($1, number: $0 + 1, of: request) })
      .joined(separator: "\n") + "\n"
  }

  private static func lines(_ item: SharingRequest.Item, number: Int, of request: SharingRequest) -> [String] {
    let names = item.attributes.joined(separator: ", ")
    let key = item.action == .aggregate ? "queries" : "attributes"
    var lines = [
      "  - id: \(request.id)-\(number)", "    title: \(ClientFile.quoted(request.title))",
      "    request: \(ClientFile.word(request.id))",
      "    \(item.action.rawValue): \(item.entity)", "    \(key): [\(names)]", "    purposes: [\(request.purpose)]",
    ]
    if item.action == .verify { lines.append("    answer: \(item.answer.rawValue)") }
    lines.append("    justification: \(ClientFile.quoted(request.scenario))")
    if !request.itemCodes.isEmpty { lines.append("    require: [itemCode]") }
    if !item.masks.isEmpty {
      let masks = item.masks.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      lines.append("    masks: {\(masks.joined(separator: ", "))}")
    }
    return lines + ["    expires: \(request.to.text)"]
  }
}
