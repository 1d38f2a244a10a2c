/// What the holders of a role may do, one file each.
package struct Role: Sendable, Equatable {
  package var name: String
  package var title: String
  package var grants: [Grant]
  package var denies: [Deny]
  package var quota: Quota?
  /// Last day of its grants; its denies hold on.
  package var expires: CivilDay?
}

/// Permission for some attributes of one entity, for some purposes.
package struct Grant: Sendable, Equatable {
  package var id: String
  package var title: String
  package var action: Action
  package var entity: String
  /// Canonical names; `legalRep.name` for an attribute of a relation.
  package var attributes: [String]
  package var purposes: [String]
  package var answer: AnswerForm
  package var justification: String?
  package var require: ContextParts
  /// All must hold for the row.
  package var when: [RowCondition]
  /// The mask's definition by attribute.
  package var masks: [String: Mask]
  package var expires: CivilDay?
  /// Seconds after which an answer counts as stale; nil: the dataset's own limit.
  package var maxAge: Int?
  /// Where it stands in its file.
  package var line: Int
}

/// A prohibition: it beats every grant of every role of the client, whatever the order.
package struct Deny: Sendable, Equatable {
  package var id: String
  package var title: String
  package var action: Action
  package var entity: String
  /// Asking for one of them is enough. Nil: all, also those that the model gets later.
  package var attributes: [String]?
  /// Nil: whatever the purpose.
  package var purposes: [String]?
  package var line: Int
}

/// Limits on the use of one role by one client; nil: none.
package struct Quota: Sendable, Equatable {
  package var requestsPerMinute: Int?
  package var distinctSubjectsPerDay: Int?
  /// Wrong guesses about one subject by all clients of the role together.
  package var wrongPerSubjectPerDay: Int?

  package init(requestsPerMinute: Int? = nil, distinctSubjectsPerDay: Int? = nil, wrongPerSubjectPerDay: Int? = nil) {
    self.requestsPerMinute = requestsPerMinute
    self.distinctSubjectsPerDay = distinctSubjectsPerDay
    self.wrongPerSubjectPerDay = wrongPerSubjectPerDay
  }
}
