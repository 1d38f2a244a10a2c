import HubConnectorKit
import HubODBC

/// Why a row is refused; words without values.
struct RowFault {
  let reason: String
  let field: String?
  let detail: String

  private init(_ reason: String, _ detail: String, field: String? = nil) {
    self.reason = reason
    self.detail = detail
    self.field = field
  }

  static let unreadable = RowFault("row-unreadable", "the driver could not give the row")
  static let recordTooLong = RowFault("record-too-long", "the row is longer than 16 MiB; its begin is kept")

  /// Nil where nothing is wrong with the value.
  init?(_ fault: ODBCBlock.Fault?, _ text: TextFault.Kind?, length: Int, limit: Int, field: String) {
    switch (fault, text) {
    case (.tooLong?, _):
      self.init("field-too-long", "the value is longer than \(limit) bytes; its begin is kept", field: field)
    case (.truncated?, _):
      self.init("text-truncated", "the driver gave less than the whole value, or more than it had announced", field: field)
    case (.unreadable?, _): self = .unreadable
    case (nil, .nul?): self.init("nul-character", "NUL stands in the value", field: field)
    case (nil, .undecodable?):
      self.init("undecodable-bytes", "the value is no text in the charset that `text` declares", field: field)
    case (nil, nil) where length > limit:
      self.init("field-too-long", "the value is longer than \(limit) bytes", field: field)
    case (nil, nil): return nil
    }
  }
}
