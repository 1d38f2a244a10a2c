import HubModel
import HubODBC

/// Values that a query compares with must mean the same to the database: one that MariaDB's CAST makes NULL, a 30 February or
/// `0000-00-00`, matches no row, and the rows behind it would be missing without a word.
extension SourceShape {
  /// Asks which of the values is NULL once it is cast: its number from 1, or 0. Nil where nothing can become NULL: other
  /// databases refuse such a value, and texts are not cast.
  func borderQuestion(_ borders: [(index: Int, value: String)]) -> (sql: String, parameters: [String])? {
    guard dialect == .mariadb else { return nil }
    let cast = borders.enumerated().filter { selected[$0.element.index].kind != .text }
    guard !cast.isEmpty else { return nil }
    let cases = cast.map { "WHEN \(dialect.placeholder(selected[$0.element.index])) IS NULL THEN \($0.offset + 1)" }
    return ("SELECT CASE \(cases.joined(separator: " ")) ELSE 0 END", cast.map(\.element.value))
  }

  /// - Throws: `border-lost`, where the answer to `borderQuestion` names a border.
  func checkBorders(_ borders: [(index: Int, value: String)], _ answer: [[String?]]) throws(HubError) {
    let number = (answer.first?.first ?? nil).flatMap { Int($0) } ?? 0
    guard number > 0, number <= borders.count else { return }
    throw borderLost([borders[number - 1].index])
  }

  /// A float's text is not always its value, so its border row may rightly stay away.
  func givesBorderBack(_ section: ReadSection) -> Bool {
    section.isKeyed && !section.order.contains { selected[$0].kind == .float }
  }

  func borderLost(_ columns: [Int]) -> HubError {
    let names = columns.map { selected[$0].name }.joined(separator: ", ")
    return HubError(
      "border-lost", "A query that goes on at a value of \(names) does not find it again; rows behind it would be missing.",
      remedy: "Have the department mend dates that no calendar has, or choose another cursor or key.", persistence: .transient)
  }
}
