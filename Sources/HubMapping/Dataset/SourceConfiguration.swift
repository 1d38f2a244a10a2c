package import HubConnectorKit

/// What a connector is told. Nothing of it is guessed: what the file does not say has the default named here.
package struct SourceConfiguration: Sendable, Equatable {
  /// The connector's name, for example `files`.
  package var connector: String
  /// As written; `{sources}` stands for a configured folder.
  package var urlTemplate: String
  package var encoding: TextEncoding
  /// One ASCII character; a comma unless given.
  package var delimiter: UInt8
  /// Texts that mean "no value" in every column; none unless given.
  package var nullMarks: [String]
  /// Whether one empty field more than the header has is tolerated at the end of a row; false unless given.
  package var allowsEmptyTrailingField: Bool
  /// The columns wanted, by exact name, in the order in which the plan takes them.
  package var columns: [String]

  /// The address with `{sources}` filled in.
  package func url(sources: String) -> String {
    let folder = sources.hasSuffix("/") ? String(sources.dropLast()) : sources
    return urlTemplate.replacing("{sources}", with: folder)
  }
}
