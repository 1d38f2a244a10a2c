/// A strict reader of JSON (RFC 8259) over bytes. Refuses, before anything is decoded, what two readers could read differently:
/// duplicate members, lone surrogates, NUL, bytes after the value, bytes that are not UTF-8.
struct JSONReader {
  static let depthLimit = 32
  /// Members of one object. No question has a tenth of it; it bounds the search for duplicates.
  static let memberLimit = 64
  /// All nodes of a document: a batch of 1,000 items stays well below.
  static let nodeLimit = 60_000

  let bytes: UnsafeRawBufferPointer
  var at = 0
  var document = JSONDocument()

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  static func read(_ bytes: UnsafeRawBufferPointer) throws(JSONFault) -> JSONDocument {
    var reader = JSONReader(bytes)
    guard reader.isUTF8 else { throw JSONFault(kind: .malformed, offset: 0) }
    reader.document.nodes.reserveCapacity(max(32, bytes.count / 16))
    reader.document.text.reserveCapacity(bytes.count)
    reader.skipBlanks()
    try reader.value(depth: 1)
    reader.skipBlanks()
    guard reader.at == bytes.count else { throw reader.fault() }
    return reader.document
  }

  static func read(_ bytes: [UInt8]) throws(JSONFault) -> JSONDocument {
    let result = bytes.withUnsafeBytes { raw in
      Result { () throws(JSONFault) in try read(raw) }
    }
    return try result.get()
  }

  private var isUTF8: Bool {
    bytes.withMemoryRebound(to: UInt8.self) { (try? UTF8Span(validating: $0.span)) != nil }
  }

  func fault(_ kind: JSONFault.Kind = .malformed) -> JSONFault { JSONFault(kind: kind, offset: at) }

  /// The byte to read next; 0 at the end, which no JSON token begins with.
  var current: UInt8 { at < bytes.count ? bytes[at] : 0 }

  private mutating func skipBlanks() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 { at += 1 }
  }

  mutating func open(_ kind: JSONDocument.Kind) throws(JSONFault) -> Int {
    guard document.nodes.count < Self.nodeLimit else { throw fault(.tooLarge) }
    let start = UInt32(document.text.count)
    document.nodes.append(.init(kind: kind, start: start, end: start, next: 0))
    return document.nodes.count - 1
  }

  mutating func close(_ node: Int) {
    document.nodes[node].end = UInt32(document.text.count)
    document.nodes[node].next = UInt32(document.nodes.count)
  }

  private mutating func value(depth: Int) throws(JSONFault) {
    guard depth <= Self.depthLimit else { throw fault(.tooDeep) }
    switch current {
    case UInt8(ascii: "{"): try object(depth: depth)
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "t"): try word("true", .yes)
    case UInt8(ascii: "f"): try word("false", .no)
    case UInt8(ascii: "n"): try word("null", .null)
    default: try number()
    }
  }

  private mutating func object(depth: Int) throws(JSONFault) {
    let node = try open(.object)
    at += 1
    skipBlanks()
    var members = 0
    if current == UInt8(ascii: "}") {
      at += 1
      return close(node)
    }
    while true {
      guard members < Self.memberLimit else { throw fault(.tooLarge) }
      guard current == UInt8(ascii: "\"") else { throw fault() }
      let key = document.nodes.count
      try string()
      guard !isDuplicate(key, of: node) else { throw fault(.duplicateMember) }
      try expect(UInt8(ascii: ":"))
      try value(depth: depth + 1)
      members += 1
      if try !continues(until: UInt8(ascii: "}")) { return close(node) }
    }
  }

  private mutating func array(depth: Int) throws(JSONFault) {
    let node = try open(.array)
    at += 1
    skipBlanks()
    if current == UInt8(ascii: "]") {
      at += 1
      return close(node)
    }
    while true {
      try value(depth: depth + 1)
      if try !continues(until: UInt8(ascii: "]")) { return close(node) }
    }
  }

  /// After an element: true past a comma, false past the closing bracket.
  private mutating func continues(until end: UInt8) throws(JSONFault) -> Bool {
    skipBlanks()
    if current == end {
      at += 1
      return false
    }
    try expect(UInt8(ascii: ","))
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(JSONFault) {
    skipBlanks()
    guard current == byte else { throw fault() }
    at += 1
    skipBlanks()
  }

  private func isDuplicate(_ key: Int, of object: Int) -> Bool {
    var other = object + 1
    while other < key {
      if equal(document.nodes[other], document.nodes[key]) { return true }
      other = Int(document.nodes[other + 1].next)
    }
    return false
  }

  private func equal(_ a: JSONDocument.Node, _ b: JSONDocument.Node) -> Bool {
    let count = Int(a.end - a.start)
    guard count == Int(b.end - b.start) else { return false }
    for offset in 0..<count where document.text[Int(a.start) + offset] != document.text[Int(b.start) + offset] { return false }
    return true
  }

  private mutating func word(_ word: StaticString, _ kind: JSONDocument.Kind) throws(JSONFault) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard current == word.utf8Start[offset] else { throw fault() }
      at += 1
    }
    close(try open(kind))
  }

  private mutating func number() throws(JSONFault) {
    let start = at
    let node = try open(.number)
    if current == UInt8(ascii: "-") { at += 1 }
    if current == UInt8(ascii: "0") { at += 1 } else { try digits() }
    if current == UInt8(ascii: ".") {
      at += 1
      try digits()
    }
    if current | 0x20 == UInt8(ascii: "e") {
      at += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { at += 1 }
      try digits()
    }
    document.text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<at]))
    close(node)
  }

  private mutating func digits() throws(JSONFault) {
    let start = at
    while current >= 0x30 && current <= 0x39 { at += 1 }
    guard at > start else { throw fault() }
  }
}
