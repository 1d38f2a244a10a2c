package import HubModel

/// A test of one level 1–2 attribute of the row that a grant concerns.
package struct RowCondition: Sendable, Equatable {
  package enum Operator: String, Sendable, CaseIterable {
    case equal = "=", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    case isIn = "in", isNotIn = "not in", present, absent

    /// Dates and amounts have an order. Of an instant, which the store may write in several ways, only presence can be asked.
    func fits(_ type: ValueType) -> Bool {
      switch self {
      case .present, .absent: true
      case .equal, .notEqual, .isIn, .isNotIn: type != .instant
      case .less, .lessOrEqual, .greater, .greaterOrEqual: type == .date || type == .amount
      }
    }
  }

  package enum Outcome: Sendable, Equatable {
    case holds, fails
    /// The row has no value.
    case missing
    /// The row's value is not of the attribute's type.
    case error
  }

  package var attribute: String
  package var type: ValueType
  package var comparison: Operator
  /// In the attribute's canonical spelling; none for `present` and `absent`.
  package var values: [String]

  /// Every outcome but `holds` denies.
  package func test(_ value: String?) -> Outcome {
    switch comparison {
    case .present: return value == nil ? .fails : .holds
    case .absent: return value == nil ? .holds : .fails
    default: break
    }
    guard let value else { return .missing }
    guard RowValue.isWellFormed(value, type) else { return .error }
    return holds(value) ? .holds : .fails
  }

  private func holds(_ value: String) -> Bool {
    switch comparison {
    case .equal, .isIn: values.contains { RowValue.compare(value, $0, type) == 0 }
    case .notEqual, .isNotIn: !values.contains { RowValue.compare(value, $0, type) == 0 }
    case .less: RowValue.compare(value, values[0], type) < 0
    case .lessOrEqual: RowValue.compare(value, values[0], type) <= 0
    case .greater: RowValue.compare(value, values[0], type) > 0
    case .greaterOrEqual: RowValue.compare(value, values[0], type) >= 0
    case .present, .absent: false
    }
  }
}

extension RowCondition: CustomStringConvertible {
  /// As it is written in `when:`.
  package var description: String {
    values.isEmpty
      ? "\(attribute) \(comparison.rawValue)" : "\(attribute) \(comparison.rawValue) \(values.joined(separator: ", "))"
  }
}
