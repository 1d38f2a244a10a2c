import FilesConnector
import Foundation
import HubConnectorKit
import HubTesting

/// The files connector over each kind of place.
enum FilesSubject {
  /// What all places share.
  static func common(_ place: CSVPlace) -> ConnectorSubject {
    var subject = ConnectorSubject(FilesConnector.self) { rows, load in
      guard load.kind == .fullSnapshot else { return try increments(rows, place) }
      return try snapshot(rows, place)
    }
    subject.badRow = { rows, position in
      let name = place.freshName()
      let bad = "\"k99999\",\"\(ConformanceRows.marker)\",\"1\",\"one field too many\"\n"
      try place.write(Array(rows.prefix(position)), to: name)
      try place.append(bad + rows.dropFirst(position).map(CSVPlace.line).joined(), to: name)
      return try place.connector(name)
    }
    subject.large = { megabytes in
      let name = place.freshName()
      try place.write([], to: name)
      let line = CSVPlace.line(ConformanceRows.person(1, name: String(repeating: "x", count: 32_768), changed: "1"))
      for _ in 0..<megabytes { try place.append(String(repeating: line, count: 32), to: name) }
      return try place.connector(name)
    }
    subject.encodings = TextEncoding.allCases.map { encoding in
      EncodedSource(encoding.rawValue, isUnicode: encoding != .gbk) { rows in
        let name = place.freshName()
        try place.write(rows, to: name, encoding: encoding.rawValue)
        return try place.connector(name, encoding: encoding.rawValue)
      }
    }
    return subject
  }

  private static func snapshot(_ rows: [[String?]], _ place: CSVPlace) throws -> PreparedSource {
    let name = place.freshName()
    try place.write(rows, to: name)
    return PreparedSource(
      try place.connector(name), add: { try place.append($0.map(CSVPlace.line).joined(), to: name) },
      remove: { keys in try place.write(rows.filter { !keys.contains($0[0] ?? "") }, to: name) })
  }

  /// The rows in three files, whose names give their order.
  private static func increments(_ rows: [[String?]], _ place: CSVPlace) throws -> PreparedSource {
    let stem = "increment-\(UInt64.random(in: .min ... .max))"
    let part = rows.count / 3 + 1
    for number in 0..<3 {
      let some = rows.dropFirst(number * part).prefix(part)
      if !some.isEmpty { try place.write(Array(some), to: "\(stem)-\(number).csv") }
    }
    return PreparedSource(try place.connector("\(stem)-*.csv", load: .incremental(Increment(cursor: nil))))
  }

  /// Files have no cursor: an increment is a file that was not there before.
  static let cursorBypasses = [
    Bypass(.futureCursor, "A file has no cursor column; each file is read once, known by its digest."),
    Bypass(.lateCommit, "A file has no cursor column; a file that comes late is read when it is there."),
    Bypass(.equalCursors, "A file has no cursor column; rows are told apart by their place in the file."),
  ]
}
