/// Reads the members of an object against a closed list. A problem names the place, never what stood there.
struct QuestionMembers {
  let object: JSONValue
  let path: String

  init(_ value: JSONValue, path: String) throws(Problem) {
    guard value.kind == .object else { throw Problem(.typeMismatch, member: path.isEmpty ? nil : path) }
    object = value
    self.path = path
  }

  func name(_ member: StaticString) -> String { path.isEmpty ? "\(member)" : "\(path).\(member)" }

  /// Refuses members outside the list.
  func allow(_ names: StaticString...) throws(Problem) {
    try object.forEachMember { (key, _) throws(Problem) in
      guard names.contains(where: { key.equals($0) }) else { throw Problem(.memberUnknown, member: path.isEmpty ? nil : path) }
    }
  }

  /// Nil where the member is missing. A number or null where a string belongs is refused.
  func text(_ member: StaticString, limit: Int) throws(Problem) -> JSONValue? {
    guard let value = object[member] else { return nil }
    guard value.kind == .string else { throw Problem(.typeMismatch, member: name(member)) }
    guard value.byteCount <= limit else { throw Problem(.valueTooLong, member: name(member)) }
    return value
  }

  func requiredText(_ member: StaticString, limit: Int) throws(Problem) -> JSONValue {
    guard let value = try text(member, limit: limit) else { throw Problem(.memberMissing, member: name(member)) }
    return value
  }

  /// Nil where the member is missing.
  func members(_ member: StaticString) throws(Problem) -> QuestionMembers? {
    guard let value = object[member] else { return nil }
    return try QuestionMembers(value, path: name(member))
  }
}
