/// What the holders of a role may do, one file each.
package struct Role: Sendable, Equatable {
  package var name: String
  package var title: String
  /// Roles whose grants and denies its holders have too.
  package var inherits: [String]
  package var grants: [Grant]
  package var denies: [Deny]
  /// For the grants that stand here, whoever holds or inherits the role.
  package var quota: Quota?
  /// Last day of its grants, also of those that are inherited through it; denies hold on.
  package var expires: CivilDay?
}

/// Permission for some attributes of one entity, for some purposes.
package struct Grant: Sendable, Equatable {
  package var id: String
  package var title: String
  package var action: Action
  package var entity: String
  /// Canonical names; `legalRep.name` for an attribute of a relation. Of an aggregate the names of published queries.
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
  /// 共享申请 that it rests on: a file of `requests/`.
  package var request: String?
  /// Nil: at any hour.
  package var hours: TimeWindow?
  /// Empty: wherever the client may call from.
  package var networks: [NetworkRange]
  /// Seconds after which the data is too old for this grant; nil: the dataset's own limit alone.
  package var freshWithin: Int?
  /// Applies only to a request that states an emergency, and raises an alarm.
  package var isBreakGlass: Bool
  /// Where it stands in its file.
  package var line: Int
}

/// A prohibition: it beats every grant of every role of the client, whatever the order.
package struct Deny: Sendable, Equatable {
  package var id: String
  package var title: String
  package var action: Action
  package var entity: String
  /// Asking for one of them is enough. Nil: all, also those that come later. Of an aggregate the names of published queries.
  package var attributes: [String]?
  /// Nil: whatever the purpose.
  package var purposes: [String]?
  /// Nil: at any hour.
  package var hours: TimeWindow?
  /// Empty: from anywhere.
  package var networks: [NetworkRange]
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
