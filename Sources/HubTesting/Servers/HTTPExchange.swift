import Glibc

/// One request and its answer on a connection that it owns. Blocks.
final class HTTPExchange {
  private let descriptor: Int32
  private var received: [UInt8] = []

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Nil where the other side hangs up before its request is whole.
  func request() -> AnsweringServer.Request? {
    let end = Array("\r\n\r\n".utf8)
    var cut: Int?
    while cut == nil {
      cut = position(of: end)
      if cut == nil, !receive() { return nil }
    }
    let head = String(decoding: received.prefix(cut ?? 0), as: UTF8.self)
    let lines = head.split(separator: "\r\n").map(String.init)
    let words = (lines.first ?? "").split(separator: " ").map(String.init)
    guard words.count == 3 else { return nil }
    let headers = Self.headers(lines.dropFirst())
    if headers["expect"] == "100-continue" { write("HTTP/1.1 100 Continue\r\n\r\n".utf8) }
    let start = (cut ?? 0) + end.count
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    while received.count < start + length { if !receive() { return nil } }
    let target = words[1].split(separator: "?", maxSplits: 1).map(String.init)
    return AnsweringServer.Request(
      method: words[0], path: target.first ?? "/", query: Self.query(target.count > 1 ? target[1] : ""), headers: headers,
      body: Array(received[start..<(start + length)]))
  }

  func send(_ response: AnsweringServer.Response) {
    var head = "HTTP/1.1 \(response.status) Answer\r\nContent-Length: \(response.body.count)\r\nConnection: close\r\n"
    for (name, value) in response.headers { head += "\(name): \(value)\r\n" }
    write((head + "\r\n").utf8)
    write(response.body)
    shutdown(descriptor, Int32(SHUT_WR))
  }

  private func receive() -> Bool {
    var block = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &block, block.count, 0)
    if count > 0 { received.append(contentsOf: block.prefix(count)) }
    return count > 0
  }

  private func write(_ bytes: some Sequence<UInt8>) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      // A client that has gone is no reason to end the process.
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  private func position(of mark: [UInt8]) -> Int? {
    guard received.count >= mark.count else { return nil }
    return (0...(received.count - mark.count)).first { received[$0..<($0 + mark.count)].elementsEqual(mark) }
  }

  private static func headers(_ lines: ArraySlice<String>) -> [String: String] {
    var headers: [String: String] = [:]
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    }
    return headers
  }

  private static func query(_ text: String) -> [String: String] {
    var query: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      query[decoded(parts[0])] = parts.count > 1 ? decoded(parts[1]) : ""
    }
    return query
  }

  /// `%41` and `+` as forms and addresses write them.
  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
