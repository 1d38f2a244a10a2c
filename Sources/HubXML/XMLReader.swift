package import HubModel

/// Reads XML of any length as events, pulling its bytes piece by piece. Memory does not grow with the document.
///
/// The document's own declaration says its encoding, unless one was told from outside. A document type is refused, so there are
/// no entities but XML's own five; nothing is fetched from anywhere. Used by one caller at a time.
package final class XMLReader {
  private static let pieceSize = 16 << 10

  private let pull: (UnsafeMutableRawBufferPointer) throws -> Int
  private let encoding: String?
  private let piece: UnsafeMutableRawBufferPointer
  private var parser: XMLPushParser?
  private var fault: HubError?
  private var isAtEnd = false

  /// - Parameters:
  ///   - pull: fills the buffer from its start and says with how many bytes; 0 at the end.
  ///   - encoding: what the transport tells; wins over the document's declaration.
  /// - Throws: `xml-encoding-unknown`.
  package init(_ pull: @escaping (UnsafeMutableRawBufferPointer) throws -> Int, encoding: String? = nil) throws(HubError) {
    try XMLSetUp.prepare(encoding: encoding)
    self.pull = pull
    self.encoding = encoding
    piece = .allocate(byteCount: Self.pieceSize, alignment: 16)
  }

  deinit { piece.deallocate() }

  /// The next event; nil where the document has ended.
  /// - Throws: `xml-malformed`, `xml-doctype`, what `pull` throws; the same again when called again.
  package func next() throws(HubError) -> XMLEvent? {
    while true {
      if let event = parser?.queue.take() { return event }
      if let fault { throw fault }
      if isAtEnd { return nil }
      do throws(HubError) { fault = try feed() } catch { fault = error }
    }
  }

  private func feed() throws(HubError) -> HubError? {
    guard let parser else { return try begin() }
    let count = try fill(from: 0)
    isAtEnd = count == 0
    return parser.feed(UnsafeRawBufferPointer(rebasing: piece[..<count]))
  }

  /// Looks for a byte order mark before the parser is made.
  private func begin() throws(HubError) -> HubError? {
    var count = 0
    while count < XMLSetUp.longestMark {
      let more = try fill(from: count)
      if more == 0 { break }
      count += more
    }
    let start = UnsafeRawBufferPointer(rebasing: piece[..<count])
    let found = XMLSetUp.resolve(encoding, start: start)
    let made = try XMLPushParser(encoding: found.encoding)
    parser = made
    isAtEnd = count == found.skipped
    return made.feed(UnsafeRawBufferPointer(rebasing: start[found.skipped...]))
  }

  private func fill(from start: Int) throws(HubError) -> Int {
    let room = UnsafeMutableRawBufferPointer(rebasing: piece[start...])
    do {
      let count = try pull(room)
      return max(0, min(count, room.count))
    } catch let error as HubError {
      throw error
    } catch {
      throw HubError("xml-source-failed", "The bytes of an XML document could not be read.")
    }
  }
}
