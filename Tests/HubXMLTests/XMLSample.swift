import HubModel

@testable import HubXML

/// What a document reads as, neighbouring texts joined.
struct XMLSample: Equatable {
  var events: [String] = []
  var fault: String?
  var message = ""

  /// - Parameter size: bytes a piece.
  init(_ bytes: [UInt8], size: Int = 1 << 20, encoding: String? = nil) {
    var rest = bytes[...]
    do throws(HubError) {
      let reader = try XMLReader(
        { room in
          let piece = rest.prefix(min(size, room.count))
          rest = rest.dropFirst(piece.count)
          room.copyBytes(from: piece)
          return piece.count
        }, encoding: encoding)
      while let event = try reader.next() { take(event) }
    } catch {
      fault = error.code.rawValue
      message = error.description
    }
  }

  init(_ text: String, size: Int = 1 << 20, encoding: String? = nil) {
    self.init(Array(text.utf8), size: size, encoding: encoding)
  }

  private mutating func take(_ event: XMLEvent) {
    switch event {
    case .start(let name, let namespace, let attributes):
      let list = attributes.map { " \($0.name)=\($0.value)" }.joined()
      events.append("<\(name)\(namespace.map { "{\($0)}" } ?? "")\(list)>")
    case .text(let text):
      let isPart = events.last?.hasPrefix("'") == true
      if isPart { events[events.count - 1] += text } else { events.append("'" + text) }
    case .end(let name): events.append("</\(name)>")
    }
  }
}

/// Bytes of GB18030, which Foundation does not write: the few characters that the tests need.
func gb18030(_ text: String) -> [UInt8] {
  let known: [Character: [UInt8]] = [
    "样": [0xD1, 0xF9], "本": [0xB1, 0xBE], "镕": [0xE9, 0x46], "𠮷": [0x95, 0x34, 0xB2, 0x35],
  ]
  return text.flatMap { known[$0] ?? Array(String($0).utf8) }
}

func code(_ body: () throws -> Void) -> String? {
  do { try body() } catch { return (error as? HubError)?.code.rawValue ?? "\(error)" }
  return nil
}
