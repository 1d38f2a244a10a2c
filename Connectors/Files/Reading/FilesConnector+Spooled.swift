#if SPREADSHEETS
  import HubArchive
  import HubConnectorKit
  import HubModel
  import HubTransfer

  extension FilesConnector {
    /// Workbooks and archives are read from places that only their end tells: the file goes to a sealed, unlinked spool first.
    func readSpooled(
      _ content: FileContent, batchRows: Int, tap: (UnsafeRawBufferPointer) -> Void, _ rows: inout RowsOfFiles,
      into sink: (consuming Batch) async throws -> Void
    ) async throws {
      let spool = try SealedSpool()
      let transfer = try await content.read { bytes in
        tap(bytes)
        rows.bytes += UInt64(bytes.count)
        try spool.append(bytes)
      }
      try spool.seal()
      rows.lastModified = transfer.lastModified
      guard spool.count > 0 else { return rows.endFile(rows: 0) }
      let archive = try Archive(spool)
      guard let inside = configuration.inside else {
        return try await read(workbook: archive, of: content.file, batchRows: batchRows, &rows, into: sink)
      }
      for entry in try chosen(inside, in: archive) {
        let part = FoundFile(name: "\(content.file.name)/\(entry.name)", address: "", date: "")
        if configuration.format == .xlsx {
          let workbook = try Archive(try spooled(entry, of: archive))
          try await read(workbook: workbook, of: part, batchRows: batchRows, &rows, into: sink)
        } else {
          try await read(delimited: try archive.open(entry), of: part, batchRows: batchRows, &rows, into: sink)
        }
      }
    }

    /// The files of the archive that the pattern names: all of them, in the order in which files are read.
    private func chosen(_ pattern: NamePattern, in archive: Archive) throws(HubError) -> [ArchiveEntry] {
      var found: [(file: FoundFile, entry: ArchiveEntry)] = []
      for entry in archive.entries where !entry.isFolder {
        let name = entry.name.split(separator: "/").last.map(String.init) ?? entry.name
        guard let date = pattern.date(in: name) else { continue }
        found.append((FoundFile(name: entry.name, address: "", date: date), entry))
      }
      guard !found.isEmpty else {
        throw HubError("file-missing", "No file in the archive fits the name pattern of `inside`.")
      }
      return found.sorted { FoundFile.precedes($0.file, $1.file) }.map(\.entry)
    }

    private func spooled(_ entry: ArchiveEntry, of archive: Archive) throws -> SealedSpool {
      let spool = try SealedSpool()
      try archive.read(entry) { try spool.append($0) }
      try spool.seal()
      return spool
    }

    private func read(
      workbook archive: Archive, of file: FoundFile, batchRows: Int, _ rows: inout RowsOfFiles,
      into sink: (consuming Batch) async throws -> Void
    ) async throws {
      var sheet = try SpreadsheetSource(
        archive: archive, columns: configuration.columns,
        sheets: configuration.sheets.isEmpty ? .onlyVisible : .named(configuration.sheets), headerRow: configuration.headerRow)
      let passOver = rows.toPassOver
      while var batch = try sheet.nextBatch(rows: batchRows, passOver: passOver) {
        rows.take(&batch, of: file, position: sheet.position)
        try await sink(batch)
        try Task.checkCancellation()
      }
      rows.header = sheet.header
      rows.endFile(rows: sheet.position)
    }

    private func read(
      delimited entry: ArchiveReader, of file: FoundFile, batchRows: Int, _ rows: inout RowsOfFiles,
      into sink: (consuming Batch) async throws -> Void
    ) async throws {
      var reading = FileReading(configuration, batchRows: batchRows, passOver: rows.toPassOver)
      try reading.prepare()
      let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
      defer { piece.deallocate() }
      while true {
        let count = try entry.read(into: piece)
        guard count > 0 else { break }
        try reading.take(UnsafeRawBufferPointer(rebasing: piece[..<count]))
        while var batch = try reading.nextBatch() {
          rows.take(&batch, of: file, position: reading.position)
          try await sink(batch)
        }
        try Task.checkCancellation()
      }
      try reading.finish()
      while var batch = try reading.nextBatch(atEnd: true) {
        rows.take(&batch, of: file, position: reading.position)
        try await sink(batch)
      }
      rows.header = reading.header
      rows.endFile(rows: reading.position)
    }
  }
#endif
