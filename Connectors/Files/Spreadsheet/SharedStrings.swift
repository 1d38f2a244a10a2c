#if SPREADSHEETS
  import HubArchive
  import HubModel
  import HubXML

  /// The texts that cells name by number, in a sealed spool, so that memory does not grow with them.
  final class SharedStrings {
    private let limit: Int
    private let texts: SealedSpool
    /// Where each text ends, as UInt64 in the machine's order.
    private let ends: SealedSpool
    private let scratch: UnsafeMutableRawBufferPointer
    /// Nil once all texts are there.
    private var reader: XMLReader?
    private var pendingEnds: [UInt64] = []
    private(set) var count = 0

    /// - Parameters:
    ///   - part: nil where the workbook has none.
    ///   - limit: of a longer text only one byte more than this is kept.
    init(_ parts: SpreadsheetParts, part: String?, limit: Int) throws(HubError) {
      let texts = try SealedSpool()
      let ends = try SealedSpool()
      if let part { reader = try parts.reader(part) }
      self.limit = limit
      self.texts = texts
      self.ends = ends
      scratch = .allocate(byteCount: limit + 1, alignment: 16)
    }

    deinit { scratch.deallocate() }

    /// Reads on, for about so many texts.
    /// - Returns: true where all are there; only then they can be asked for.
    func load(_ wanted: Int) throws(HubError) -> Bool {
      guard let reader else {
        try texts.seal()
        try ends.seal()
        return true
      }
      let goal = count + wanted
      while count < goal {
        guard let event = try reader.next() else {
          try flush()
          self.reader = nil
          return try load(0)
        }
        guard case .start(let name, let namespace, _) = event, name == "si", isSpreadsheetML(namespace) else { continue }
        try add(try text(from: reader))
      }
      return false
    }

    /// Appends the text to `out`; false where there is none of that number.
    func append(_ index: Int, to out: inout [UInt8]) throws(HubError) -> Bool {
      guard index >= 0, index < count else { return false }
      let start = try index == 0 ? 0 : end(of: index - 1)
      let length = Int(try end(of: index) - start)
      let room = UnsafeMutableRawBufferPointer(rebasing: scratch[..<length])
      guard try texts.read(at: start, into: room) == length else {
        throw HubError.spreadsheetMalformed("its shared strings are gone")
      }
      out.append(contentsOf: UnsafeRawBufferPointer(room))
      return true
    }

    private func end(of index: Int) throws(HubError) -> UInt64 {
      let room = UnsafeMutableRawBufferPointer(rebasing: scratch[..<8])
      guard try ends.read(at: UInt64(index) * 8, into: room) == 8 else {
        throw HubError.spreadsheetMalformed("its shared strings are gone")
      }
      return room.loadUnaligned(as: UInt64.self)
    }

    /// Behind `<si>`, up to its end.
    private func text(from reader: XMLReader) throws(HubError) -> [UInt8] {
      var path = TextPath(wanted: "t")
      var text: [UInt8] = []
      while let event = try reader.next() {
        switch event {
        case .start(let name, let namespace, _): path.open(name, namespace)
        case .text(let piece): if path.isCollecting, text.count <= limit { text.append(contentsOf: piece.utf8) }
        case .end:
          guard path.isOpen else {
            EscapedText.decode(&text, from: 0)
            return text
          }
          path.close()
        }
      }
      return text
    }

    private func add(_ text: [UInt8]) throws(HubError) {
      let kept = text.count > limit ? Array(text[..<(limit + 1)]) : text
      try kept.withUnsafeBufferPointer { bytes throws(HubError) in try texts.append(UnsafeRawBufferPointer(bytes)) }
      count += 1
      pendingEnds.append(texts.count)
      if pendingEnds.count == 4096 { try flush() }
    }

    private func flush() throws(HubError) {
      try pendingEnds.withUnsafeBufferPointer { values throws(HubError) in try ends.append(UnsafeRawBufferPointer(values)) }
      pendingEnds.removeAll(keepingCapacity: true)
    }
  }
#endif
