/// A line of a key file that is to be written.
struct KeyLine {
  enum Value {
    case text(String)
    case key(SecretBytes)
  }

  var name: String
  var value: Value

  init(_ name: String, _ text: String) {
    self.name = name
    value = .text(text)
  }

  init(_ name: String, _ key: SecretBytes) {
    self.name = name
    value = .key(key)
  }

  /// Sealing keys of later versions stand beside the root: `sealing-2`.
  init(sealing version: UInt16, _ key: SecretBytes) { self.init("\(Self.sealing)\(version)", key) }

  static let sealing = "sealing-"

  /// As written, with the line feed.
  var count: Int {
    switch value {
    case .text(let text): name.utf8.count + 2 + text.utf8.count + 1
    case .key(let key): name.utf8.count + 2 + (key.count + 2) / 3 * 4 + 1
    }
  }

  func write(to put: (UInt8) -> Void) {
    for byte in "\(name): ".utf8 { put(byte) }
    switch value {
    case .text(let text): for byte in text.utf8 { put(byte) }
    case .key(let key): key.withBytes { Base64.encode($0, to: put) }
    }
    put(0x0A)
  }
}
