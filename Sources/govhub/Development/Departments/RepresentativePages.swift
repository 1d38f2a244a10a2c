#if ALL_CONNECTORS
  import FilesConnector
  import Foundation
  import HubConnectorKit
  import HubJSON

  /// The representatives' file as pages of JSON objects.
  actor RepresentativePages {
    private let file: String
    /// When the file was changed last, and what it held then: an object a row.
    private var held: (modified: Date, rows: [[UInt8]])?

    init(file: String) { self.file = file }

    /// - Parameter number: from 1 on.
    func page(_ number: Int, size: Int) async throws -> [UInt8] {
      let rows = try await content()
      let start = min(max(0, number - 1) * max(1, size), rows.count)
      let part = rows[start..<min(start + max(1, size), rows.count)]
      return Array(#"{"code":"200","data":{"total":\#(rows.count),"list":["#.utf8)
        + part.joined(separator: [UInt8(ascii: ",")]) + Array("]}}".utf8)
    }

    private func content() async throws -> [[UInt8]] {
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      let modified = attributes[.modificationDate] as? Date ?? .distantPast
      if let held, held.modified == modified { return held.rows }
      let whole = FilesConnector(FilesConfiguration(address: file, encoding: .gb18030, columns: []))
      let header = try await whole.discover().first?.columns.map(\.name) ?? []
      let connector = FilesConnector(FilesConfiguration(address: file, encoding: .gb18030, columns: header))
      var rows: [[UInt8]] = []
      _ = try await connector.read { batch in
        for row in 0..<batch.rows { rows.append(Self.object(row, of: batch)) }
      }
      held = (modified, rows)
      return rows
    }

    private static func object(_ row: Int, of batch: Batch) -> [UInt8] {
      var object = [UInt8(ascii: "{")]
      for (column, name) in batch.columns.enumerated() {
        if column > 0 { object.append(UInt8(ascii: ",")) }
        JSONText.append(name.utf8, to: &object)
        object.append(UInt8(ascii: ":"))
        batch.withField(row: row, column: column) { field in
          if let field { JSONText.append(field, to: &object) } else { object += Array("null".utf8) }
        }
      }
      return object + [UInt8(ascii: "}")]
    }
  }
#endif
