import FilesConnector
import HubConnectorKit
import HubTesting

/// The files connector over each kind of place, and on each form of file.
enum FilesSubject {
  /// What all places share.
  static func common(_ place: FilesPlace) -> ConnectorSubject {
    var subject = ConnectorSubject(FilesConnector.self) { rows, load in
      guard load.kind == .fullSnapshot else { return try increments(rows, place) }
      return try snapshot(rows, place)
    }
    subject.badRow = { rows, position in
      let name = place.freshName()
      try place.write(rows, bad: position, to: name)
      return try place.connector(name)
    }
    subject.large = { megabytes in
      let name = place.freshName()
      try place.writeLarge(megabytes, to: name)
      return try place.connector(name)
    }
    subject.encodings = place.form.encodings.map { encoding in
      EncodedSource(encoding.rawValue, isUnicode: encoding != .gbk) { rows in
        let name = place.freshName()
        try place.write(rows, encoding: encoding, to: name)
        return try place.connector(name, encoding: encoding)
      }
    }
    return subject
  }

  private static func snapshot(_ rows: [[String?]], _ place: FilesPlace) throws -> PreparedSource {
    let name = place.freshName()
    try place.write(rows, to: name)
    return PreparedSource(
      try place.connector(name), add: { try place.write(rows + $0, to: name) },
      remove: { keys in try place.write(rows.filter { !keys.contains($0[0] ?? "") }, to: name) })
  }

  /// The rows in three files, whose names give their order.
  private static func increments(_ rows: [[String?]], _ place: FilesPlace) throws -> PreparedSource {
    let stem = "increment-\(UInt64.random(in: .min ... .max))"
    let part = rows.count / 3 + 1
    for number in 0..<3 {
      let some = rows.dropFirst(number * part).prefix(part)
      if !some.isEmpty { try place.write(Array(some), to: "\(stem)-\(number)") }
    }
    return PreparedSource(try place.connector("\(stem)-*", load: .incremental(Increment(cursor: nil))))
  }

  /// Files have no cursor: an increment is a file that was not there before.
  static let cursorBypasses = [
    Bypass(.futureCursor, "A file has no cursor column; each file is read once, known by its digest."),
    Bypass(.lateCommit, "A file has no cursor column; a file that comes late is read when it is there."),
    Bypass(.equalCursors, "A file has no cursor column; rows are told apart by their place in the file."),
  ]
}
