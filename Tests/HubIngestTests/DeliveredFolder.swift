import FilesConnector
import Foundation
import HubConnectorKit
import HubModel

/// A folder into which a department puts one file of changes after the other.
struct DeliveredFolder {
  private let path = NSTemporaryDirectory() + "govhub-delivered-\(UUID().uuidString)"
  let columns: [String]

  init(_ columns: [String]) throws {
    self.columns = columns
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// - Parameter header: what the file calls the columns; as the mapping does unless given.
  func deliver(_ name: String, header: [String]? = nil, _ rows: [[String: String]]) throws {
    let header = header ?? columns
    let records = [header] + rows.map { row in header.map { row[$0] ?? "" } }
    let text = records.map { $0.joined(separator: ",") + "\n" }.joined()
    try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
  }

  func connector() throws -> FilesConnector {
    let dialect = SourceSettings(["encoding": .text("UTF-8"), "header": .text("by_name")])
    let settings = SourceSettings(["url": .text("\(path)/p_{yyyyMMdd}.csv"), "dialect": .group(dialect)])
    return try FilesConnector(
      SourceRequest(settings: settings, columns: columns, load: .incremental(Increment(cursor: nil)), retry: .none))
  }
}
