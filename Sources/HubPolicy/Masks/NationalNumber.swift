/// Where the part of a telephone number begins that is somebody's own: behind the country code.
enum NationalNumber {
  private static let separators: Set<Character> = [" ", "-", "\u{A0}", "\u{3000}"]

  /// 0 where there is no country code, or it cannot be told from the rest.
  static func start(in value: [Character]) -> Int {
    guard let end = codeEnd(value) else { return 0 }
    let start = value[end...].firstIndex { !separators.contains($0) } ?? end
    let rest = value[start...].filter { !separators.contains($0) }
    return (7...14).contains(rest.count) && rest.allSatisfy(isDigit) ? start : 0
  }

  private static func codeEnd(_ value: [Character]) -> Int? {
    if value.starts(with: ["+", "8", "6"]) { return 3 }
    if value.first == "+" {
      // Codes have one to three digits: only a separator says where one ends.
      let end = value.dropFirst().prefix(4).firstIndex { separators.contains($0) }
      return end.flatMap { $0 > 1 && value[1..<$0].allSatisfy(isDigit) ? $0 : nil }
    }
    // Any number may begin with 0086: here it counts as a code before a mobile number alone.
    guard value.starts(with: ["0", "0", "8", "6"]) else { return nil }
    let rest = value[4...].filter { !separators.contains($0) }
    return rest.count == 11 && rest.first == "1" ? 4 : nil
  }

  private static func isDigit(_ character: Character) -> Bool { character >= "0" && character <= "9" && character.isASCII }
}
