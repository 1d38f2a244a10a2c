import HubConnectorKit
import HubModel
import HubXML

/// A page of XML: held whole, for its reader pulls, then searched element by element.
final class XMLPage: PageSource {
  static let bytesAtMost = 16 << 20

  private let encoding: TextEncoding?
  private let held = HeldBytes()
  private var finder: ElementFinder

  init(_ plan: PagePlan, _ encoding: TextEncoding?, into rows: RowBuilder) {
    self.encoding = encoding
    finder = ElementFinder(plan, into: rows)
  }

  func take(_ bytes: UnsafeRawBufferPointer) throws {
    guard held.bytes.count + bytes.count <= Self.bytesAtMost else {
      throw HubError(
        "page-too-large", "A page of XML has more than \(Self.bytesAtMost) bytes.", remedy: "Ask for smaller pages.")
    }
    held.bytes.append(contentsOf: bytes)
  }

  func finish(_ handOver: () async throws -> Void) async throws -> BesideRecords {
    let held = self.held
    let reader = try XMLReader({ held.fill($0) }, encoding: encoding?.rawValue)
    while let event = try reader.next() {
      try finder.take(event)
      try await handOver()
    }
    return finder.beside
  }
}

/// Bytes that are taken out in order.
private final class HeldBytes {
  var bytes: [UInt8] = []
  private var taken = 0

  func fill(_ room: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(room.count, bytes.count - taken)
    bytes.withUnsafeBytes { room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[taken..<(taken + count)])) }
    taken += count
    return count
  }
}
