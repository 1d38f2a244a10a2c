import FilesConnector
import HubConnectorKit
import HubTesting

/// A folder of this machine in which a department's files lie, and how the connector reaches it.
struct FilesPlace: Sendable {
  /// Where tests write.
  let folder: String
  /// The same folder as the connector names it, with `/` at its end.
  let address: String
  var secret: [String: String]?
  var settings: [String: SourceSettings.Value] = [:]
  var form: any FileForm = CSVForm()

  /// A connector on a file, or a pattern of names, of this place.
  /// - Parameter name: without its suffix.
  func connector(
    _ name: String, load: SourceLoad = .fullSnapshot, encoding: TextEncoding = .utf8, secret other: [String: String]? = nil
  ) throws -> FilesConnector {
    var settings = settings.merging(form.settings(encoding)) { $1 }
    settings["url"] = .text("\(address)\(name).\(form.suffix)")
    settings["ready_when"] = .group(SourceSettings(["stable_for": .count(0)]))
    return try FilesConnector(SourceRequest(settings, load: load, secret: other ?? secret))
  }

  func write(_ rows: [[String?]], bad: Int? = nil, encoding: TextEncoding = .utf8, to name: String) throws {
    try form.write(rows, bad: bad, encoding, to: path(name))
  }

  func writeLarge(_ megabytes: Int, to name: String) throws { try form.writeLarge(megabytes, to: path(name)) }

  func freshName() -> String { "people-\(UInt64.random(in: .min ... .max))" }

  private func path(_ name: String) -> String { "\(folder)/\(name).\(form.suffix)" }
}
