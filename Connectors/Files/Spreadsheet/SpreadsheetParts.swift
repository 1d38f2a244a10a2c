#if SPREADSHEETS
  import HubArchive
  import HubModel
  import HubXML

  /// The parts of an Office Open XML package and how they name each other (ISO/IEC 29500-2).
  struct SpreadsheetParts {
    struct Relation {
      var id: String
      /// The last word of the type's address: it is the same in the transitional and the strict edition.
      var kind: String
      /// The part meant, from the package's root, without a slash before it.
      var part: String
    }

    private let archive: Archive
    private let entries: [String: ArchiveEntry]

    init(_ archive: Archive) {
      self.archive = archive
      entries = Dictionary(archive.entries.map { (Self.key($0.name), $0) }) { first, _ in first }
    }

    func holds(_ part: String) -> Bool { entries[Self.key(part)] != nil }

    /// - Throws: `spreadsheet-malformed` where the part lacks.
    func reader(_ part: String) throws(HubError) -> XMLReader {
      guard let entry = entries[Self.key(part)] else {
        throw HubError.spreadsheetMalformed("a part lacks that another one names")
      }
      let bytes = try archive.open(entry)
      return try XMLReader({ try bytes.read(into: $0) })
    }

    /// What a part refers to; `part` is empty for the package itself. None where nothing is written.
    func relations(of part: String) throws(HubError) -> [Relation] {
      let folder = Self.folder(of: part)
      let path = "\(folder)_rels/\(part.dropFirst(folder.count)).rels"
      guard holds(path) else { return [] }
      let reader = try reader(path)
      var found: [Relation] = []
      while let event = try reader.next() {
        guard case .start(let name, _, let attributes) = event, name == "Relationship" else { continue }
        guard let id = attributes["Id"], let target = attributes["Target"], attributes["TargetMode"] != "External" else {
          continue
        }
        let kind = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
        found.append(Relation(id: id, kind: kind, part: Self.resolve(target, from: folder)))
      }
      return found
    }

    /// With its slash; empty at the root.
    private static func folder(of part: String) -> String {
      part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
    }

    private static func resolve(_ target: String, from folder: String) -> String {
      var parts: [Substring] = []
      for part in (target.hasPrefix("/") ? target : folder + target).split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(part) }
      }
      return parts.joined(separator: "/")
    }

    /// Names of parts do not tell letter case apart, and some writers put backslashes.
    private static func key(_ name: String) -> String { name.lowercased().replacing("\\", with: "/") }
  }

  extension [(name: String, value: String)] {
    subscript(_ name: String) -> String? { first { $0.name == name }?.value }
  }

  extension HubError {
    static func spreadsheetMalformed(_ what: String) -> HubError {
      HubError(
        "spreadsheet-malformed", "The file is not a spreadsheet as ISO/IEC 29500 has it: \(what).",
        remedy: "Open it in a spreadsheet program and save it as .xlsx.")
    }
  }
#endif
