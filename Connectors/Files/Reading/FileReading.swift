import HubConnectorKit
import HubModel

/// One read under way: bytes in, batches out, without any I/O of its own.
struct FileReading {
  private let encoding: TextEncoding
  private var decoder: TextDecoder?
  private var splitter: RecordSplitter

  init(_ configuration: FilesConfiguration, batchRows: Int, passOver: Int = 0, limits: SplitLimits = SplitLimits()) {
    encoding = configuration.encoding
    splitter = RecordSplitter(
      configuration.dialect, columns: configuration.columns, batchRows: batchRows, encoding: configuration.encoding,
      passOver: passOver, limits: limits)
  }

  /// - Throws: `column-asked-twice`, `converter-missing`.
  mutating func prepare() throws(HubError) {
    guard Set(splitter.columns.map { Array($0.utf8) }).count == splitter.columns.count else {
      throw HubError("column-asked-twice", "The mapping asks for one column of the source more than once.")
    }
    decoder = try TextDecoder(encoding)
  }

  mutating func take(_ bytes: UnsafeRawBufferPointer) throws(HubError) {
    try decoder?.decode(bytes, into: &splitter.text, faults: &splitter.faults)
  }

  /// No more bytes follow.
  mutating func finish() throws(HubError) {
    try decoder?.finish(into: &splitter.text, faults: &splitter.faults)
  }

  /// The next batch that is full; at the end also the last one that is not.
  mutating func nextBatch(atEnd: Bool = false) throws(HubError) -> Batch? {
    while try splitter.advance(atEnd: atEnd) {
      let batch = splitter.takeBatch()
      // Nothing but rows passed over.
      if !batch.isEmpty { return batch }
    }
    guard atEnd else { return nil }
    let last = splitter.takeBatch()
    return last.isEmpty ? nil : last
  }

  /// Room taken for text that is not handed over.
  var heldBytes: Int { splitter.text.capacity }

  /// Rows closed so far behind the header, refused and passed over ones included.
  var position: Int { splitter.position }

  /// Every column name of the file; empty until the header is read.
  var header: [String] { splitter.header }
}
