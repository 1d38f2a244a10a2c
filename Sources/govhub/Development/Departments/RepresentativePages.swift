import FilesConnector
import Foundation
import HubConnectorKit
import HubModel

/// The representatives' file as pages of JSON objects.
actor RepresentativePages {
  private let file: String
  /// When the file was changed last, and what it held then.
  private var held: (modified: Date, header: [String], rows: [[String?]])?

  init(file: String) { self.file = file }

  /// - Parameter number: from 1 on.
  func page(_ number: Int, size: Int) async throws -> Data {
    let (header, rows) = try await content()
    let start = max(0, number - 1) * max(1, size)
    let part = rows[min(start, rows.count)..<min(start + max(1, size), rows.count)]
    let list = part.map { row in
      Dictionary(uniqueKeysWithValues: zip(header, row).map { ($0, $1.map { $0 as Any } ?? NSNull()) })
    }
    return try JSONSerialization.data(
      withJSONObject: ["code": "200", "data": ["total": rows.count, "list": list]] as [String: Any])
  }

  private func content() async throws -> (header: [String], rows: [[String?]]) {
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    let modified = attributes[.modificationDate] as? Date ?? .distantPast
    if let held, held.modified == modified { return (held.header, held.rows) }
    let whole = FilesConnector(FilesConfiguration(address: file, encoding: .gb18030, columns: []))
    let header = try await whole.discover().first?.columns.map(\.name) ?? []
    var rows: [[String?]] = []
    let connector = FilesConnector(FilesConfiguration(address: file, encoding: .gb18030, columns: header))
    _ = try await connector.read { batch in
      for row in 0..<batch.rows { rows.append(header.indices.map { batch.string(row: row, column: $0) }) }
    }
    held = (modified, header, rows)
    return (header, rows)
  }
}
