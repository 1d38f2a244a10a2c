import HubPolicy

/// Why the question is asked: references into the caller's own files, audited whole.
struct QuestionContext: Sendable {
  private(set) var parts: ContextParts = []
  /// In the order of `ContextParts.words`.
  private(set) var references: [(key: String, value: String)] = []

  static let limit = 128
  /// An emergency is told in a sentence, or by the number under which it is on file.
  static let emergencyLimit = 300

  init() {}

  init(_ members: QuestionMembers?) throws(Problem) {
    guard let members else { return }
    try members.allow("itemCode", "caseNo", "material", "onBehalfOf", "authorization", "emergency")
    try take("itemCode", .itemCode, members)
    try take("caseNo", .caseNo, members)
    try take("material", .material, members)
    try take("onBehalfOf", .onBehalfOf, members)
    if let authorization = try members.members("authorization") { try take(authorization) }
    try take("emergency", .emergency, members, limit: Self.emergencyLimit)
  }

  private mutating func take(
    _ name: StaticString, _ part: ContextParts, _ members: QuestionMembers, limit: Int = QuestionContext.limit
  ) throws(Problem) {
    guard let value = try members.text(name, limit: limit)?.string, Self.isSaid(value) else { return }
    parts.insert(part)
    references.append(("\(name)", value))
  }

  /// Spaces and marks alone say nothing: they break no glass.
  private static func isSaid(_ text: String) -> Bool { text.contains { $0.isLetter || $0.isNumber } }

  /// 授权书 or 承诺书: kind and reference are mandatory, the digest of the paper is not.
  private mutating func take(_ authorization: QuestionMembers) throws(Problem) {
    try authorization.allow("kind", "ref", "digest")
    let kind = try authorization.requiredText("kind", limit: Self.limit).string ?? ""
    let reference = try authorization.requiredText("ref", limit: Self.limit).string ?? ""
    guard Self.isSaid(kind), Self.isSaid(reference) else { throw Problem(.memberMissing, member: authorization.path) }
    let digest = try authorization.text("digest", limit: Self.limit)?.string
    parts.insert(.authorization)
    references.append(("authorization", [kind, reference, digest].compactMap { $0 }.joined(separator: " ")))
  }

  /// This one over `base`: a part that stands here replaces the one there.
  func over(_ base: QuestionContext) -> QuestionContext {
    guard !base.references.isEmpty else { return self }
    guard !references.isEmpty else { return base }
    var merged = QuestionContext()
    merged.parts = parts.union(base.parts)
    merged.references = ContextParts.words.compactMap { word in
      references.first { $0.key == word } ?? base.references.first { $0.key == word }
    }
    return merged
  }
}
