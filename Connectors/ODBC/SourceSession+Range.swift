import HubConnectorKit
import HubModel
import HubODBC

extension SourceSession {
  /// Rows of a cursor beyond the source's clock that are read in every run; more of them are an incident.
  private static let laterAtMost = 10_000

  /// The range of a read, asked of the source before its rows; nil where there is no cursor.
  /// - Throws: `cursor-in-future`, `border-lost`.
  func range(of shape: SourceShape, _ start: ReadStart) async throws -> CursorRange? {
    guard let cursor = shape.cursor, let range = try await limits(shape, start) else { return nil }
    let borders = [range.from, range.bound, range.ceiling].compactMap { $0 }.map { (index: cursor, value: $0) }
    if let (sql, parameters) = shape.borderQuestion(borders) {
      try shape.checkBorders(borders, try await step { try await $0.answer(sql, parameters) })
    }
    return range
  }

  private func limits(_ shape: SourceShape, _ start: ReadStart) async throws -> CursorRange? {
    guard let cursor = shape.cursor, let increment = configuration.increment else { return nil }
    if let range = start.range { return range }
    let column = shape.selected[cursor]
    var range = CursorRange(from: start.from.map { back($0, column, increment.overlap) }, next: start.from)
    guard column.kind == .timestamp || column.kind == .date else {
      range.bound = try await text(shape.greatest(cursor, upTo: nil))
      range.next = range.bound ?? range.next
      return range
    }
    guard let now = try await text((shape.dialect.now(for: column), [])), let moment = CivilMoment(now) else {
      throw HubError("clock-unreadable", "The source does not tell its clock in a form that is known.")
    }
    let ceiling = fitting(moment.moved(by: increment.skew), column)
    range.bound = try await text(shape.greatest(cursor, upTo: ceiling))
    // What is beyond the source's clock is read, and read again: it never moves the checkpoint.
    range.next = try await text(shape.greatest(cursor, upTo: fitting(now, column))) ?? range.next
    range.ceiling = try await hasLater(shape, cursor, ceiling) ? ceiling : nil
    return range
  }

  private func hasLater(_ shape: SourceShape, _ cursor: Int, _ ceiling: String) async throws -> Bool {
    let found = try await text(shape.count(shape.compare(cursor, ">", ceiling)))
    let count = found.flatMap { Int($0) } ?? 0
    guard count <= Self.laterAtMost else {
      throw HubError(
        "cursor-in-future",
        "\(count) rows have a cursor beyond the source's clock; at most \(Self.laterAtMost) are read in every run.",
        remedy: "Ask the department to mend the times, or the clock, of its system.")
    }
    return count > 0
  }

  private func text(_ question: (sql: String, parameters: [String])) async throws -> String? {
    try await step { try await $0.answer(question.sql, question.parameters) }.first?.first ?? nil
  }

  /// A date has no time behind it.
  private func fitting(_ text: String, _ column: ODBCColumn) -> String {
    column.kind == .date ? String(text.prefix(10)) : text
  }

  /// Back by the overlap: seconds of a time, units of a whole number; a text goes back not at all.
  private func back(_ value: String, _ column: ODBCColumn, _ overlap: Int) -> String {
    switch column.kind {
    case .timestamp, .date: return CivilMoment(value).map { fitting($0.moved(by: -overlap), column) } ?? value
    case .integer, .decimal:
      guard let number = Int(value) else { return value }
      let (less, isBeyond) = number.subtractingReportingOverflow(overlap)
      return isBeyond ? value : "\(less)"
    default: return value
    }
  }
}
