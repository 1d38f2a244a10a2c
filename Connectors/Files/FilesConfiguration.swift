package import HubConnectorKit
package import HubTransfer

/// Where a department's files are and how they are written.
package struct FilesConfiguration: Sendable {
  /// A path of the file system or an address; its last part may be a name pattern. Nil: `path` behind the secret's `url`.
  package var address: String?
  package var path: String?
  package var encoding: TextEncoding
  package var dialect: Dialect
  /// The columns to read, by their exact names in the header, each once.
  package var columns: [String]
  package var transfer: Transfer.Options
  var format = FileFormat.csv
  /// Which files of a zip archive are read; nil where the file is none.
  var inside: NamePattern?
  var sheets: [String] = []
  var headerRow = 1
  var readiness = FileReadiness()
  /// Every file once, in the order of their names; otherwise the newest one alone.
  var isIncremental = false
  var secret: (@Sendable () async throws -> Secret)?
  var retry = RetryBudget()
  var now: @Sendable () -> Int64 = SourceRequest.wallClock

  package init(
    address: String, encoding: TextEncoding, columns: [String], dialect: Dialect = .rfc4180,
    transfer: Transfer.Options = Transfer.Options()
  ) {
    self.address = address
    self.encoding = encoding
    self.columns = columns
    self.dialect = dialect
    self.transfer = transfer
  }
}
