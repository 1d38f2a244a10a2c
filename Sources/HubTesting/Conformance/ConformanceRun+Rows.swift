import HubConnectorKit

extension ConformanceRun {
  /// The row is refused once, its neighbours come, wherever the read is stopped.
  func badRow() async throws {
    let start = ConformanceRows.clock() - 86_400
    let rows = ConformanceRows.people(20) { subject.instant(start + Int64($0)) }
    let connector = try await supplied(subject.badRow, "badRow")(rows, 10)
    let part = try await read(connector)
    try demandRows(part, are: rows, "the rows around a bad one")
    try demand(part.refused.count == 1 && part.summary?.refused == 1, "\(part.refused.count) rows refused, not one")
    try demand(part.refused.allSatisfy { !$0.raw.isEmpty }, "the refused row has no text")
    if !isBypassed(.killed) { try await survivesKilling(connector) }
  }

  /// Whole or refused once, and the neighbours come.
  func longRow() async throws {
    for bytes in [900_000, 3_000_000] {
      let moment = subject.instant(ConformanceRows.clock() - 86_400)
      var rows = ConformanceRows.people(3) { _ in moment }
      rows[1][1] = String(repeating: "长", count: bytes / 3)
      let part = try await read(try await subject.make(rows, .fullSnapshot).connector)
      if part.refused.isEmpty {
        try demandRows(part, are: rows, "a row of \(bytes) bytes and its neighbours")
      } else {
        try demand(part.refused.count == 1, "a row of \(bytes) bytes is refused more than once")
        try demandRows(part, are: [rows[0], rows[2]], "the neighbours of a row of \(bytes) bytes")
      }
    }
  }

  func encodings() async throws {
    try demand(!subject.encodings.isEmpty, "the subject supplies no `encodings`, and no bypass gives a reason")
    for source in subject.encodings {
      let moment = subject.instant(ConformanceRows.clock() - 86_400)
      let texts = ConformanceRows.corpus(isUnicode: source.isUnicode)
      let rows = texts.enumerated().map { ConformanceRows.person($0.offset + 1, name: $0.element, changed: moment) }
      let part = try await read(try await source.make(rows))
      try demand(part.refused.isEmpty, "\(source.name): \(part.refused.count) rows refused")
      for (index, row) in part.rows.enumerated() where index < rows.count {
        let expected = rows[index][1].map { Array($0.utf8) }
        try demand(row[1] == expected, "\(source.name): text \(index + 1) of the corpus comes otherwise than written")
      }
      try demandRows(part, are: rows, source.name)
    }
  }
}
