import Foundation

/// One of the sample's files in the hands of its department: bytes, changed line by line without decoding them.
struct DepartmentFile {
  let dataset: String
  private(set) var lines: [[UInt8]]

  init(_ dataset: String, of deployment: Deployment) throws {
    self.dataset = dataset
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.path(dataset, deployment))))
    lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
  }

  /// Replaces the file whole, as a delivery does.
  func save(in deployment: Deployment) throws {
    let bytes = Data(lines.joined(separator: [0x0A]) + [0x0A])
    try bytes.write(to: URL(fileURLWithPath: Self.path(dataset, deployment)), options: .atomic)
  }

  private static func path(_ dataset: String, _ deployment: Deployment) -> String { "\(deployment.sources)/\(dataset).csv" }

  /// The header stays; `body` gets place and bytes of each line behind it and gives what becomes of it, nil for nothing.
  mutating func edit(_ body: (Int, [UInt8]) -> [UInt8]?) {
    lines = [lines[0]] + lines.dropFirst().enumerated().compactMap(body)
  }

  mutating func keepFirst(_ count: Int) { lines = Array(lines.prefix(1 + count)) }
  mutating func append(_ line: [UInt8]) { lines.append(line) }
  mutating func append(_ line: String) { append(Array(line.utf8)) }

  /// Takes out the lines that hold `text`, and returns them.
  @discardableResult
  mutating func take(_ text: String) -> [[UInt8]] {
    let taken = lines.dropFirst().filter { $0.holds(Array(text.utf8)) }
    lines = lines.filter { !taken.contains($0) }
    return Array(taken)
  }

  /// A later delivery: about one row in a hundred is gone, one in ten has another second in its last column.
  mutating func age() {
    edit { place, line in
      if place % 101 == 7 { return nil }
      guard place % 10 == 3, let digit = line.lastIndex(where: { $0 != 0x0D }), 0x30...0x39 ~= line[digit] else { return line }
      var line = line
      line[digit] = line[digit] == 0x39 ? 0x30 : line[digit] + 1
      return line
    }
  }
}

extension Sequence<UInt8> where Self: Collection, Index == Int {
  func holds(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first, count >= needle.count else { return false }
    return indices.dropLast(needle.count - 1).contains { start in
      self[start] == first && self[start..<start + needle.count].elementsEqual(needle)
    }
  }
}
