package import HubConnectorKit
package import HubTransfer

/// Where a department's file is and how it is written.
package struct FilesConfiguration: Sendable {
  /// A path of the file system, or a `file:`, `http:` or `https:` address.
  package var address: String
  package var encoding: TextEncoding
  /// The columns to read, by their exact names in the header, each once.
  package var columns: [String]
  package var dialect: Dialect
  package var transfer: Transfer.Options

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
