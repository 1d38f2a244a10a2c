@_spi(Release) package import HubModel

/// What may leave of one record. Only this module can make one, and nothing else of a record can be encoded.
package struct ReleasedRecord: Sendable, Encodable {
  package struct Field: Sendable {
    package let attribute: String
    /// As it may be shown; nil: no value, or withheld.
    package let value: String?
    package let isMasked: Bool
  }

  package let entity: String
  /// In the order of the request.
  package let fields: [Field]

  fileprivate init(entity: String, fields: [Field]) {
    self.entity = entity
    self.fields = fields
  }

  /// An object with one member for each attribute asked for: its shown value or null.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    for field in fields { try container.encode(field.value, forKey: Name(stringValue: field.attribute)) }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

extension Decision {
  /// Masks the attributes that were asked for and drops all others. Conditions on the row are tested here if they were not yet.
  ///
  /// - Throws: `not-released` where the decision does not allow reading this record.
  package func release(_ record: StoredRecord) throws(HubError) -> ReleasedRecord {
    let decision = settled { record.value($0) }
    guard decision.isAllowed, action.showsRecords, record.entity == entity else {
      throw HubError("not-released", "The policy does not release this record (\(decision.code.rawValue)).")
    }
    let masks = decision.masks
    let fields = attributes.map { name in
      let value = record.value(name)
      let mask = masks[name]
      return ReleasedRecord.Field(
        attribute: name, value: mask == nil ? value : value.flatMap { mask?.apply($0) }, isMasked: mask != nil)
    }
    return ReleasedRecord(entity: entity, fields: fields)
  }
}
