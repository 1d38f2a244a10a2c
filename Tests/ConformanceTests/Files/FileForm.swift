import HubConnectorKit

/// How rows are written into a file of a department.
protocol FileForm: Sendable {
  /// Of the file's name.
  var suffix: String { get }
  /// Those that a file of this form can be written in.
  var encodings: [TextEncoding] { get }

  /// What the connector is told of the form.
  func settings(_ encoding: TextEncoding) -> [String: SourceSettings.Value]

  /// - Parameter bad: behind so many of the rows stands one more that cannot be read.
  func write(_ rows: [[String?]], bad: Int?, _ encoding: TextEncoding, to path: String) throws

  /// Rows of 32 KiB each, in all so many MiB, made without holding them in memory.
  func writeLarge(_ megabytes: Int, to path: String) throws
}
