/// 18 digits with a right check digit (GB 11643), of the prefix that is set aside for invented people.
enum SampleNumbers {
  static func person(_ index: Int) -> String {
    let (day, rest) = (index % 28 + 1, index / 28)
    let (month, order) = (rest % 12 + 1, rest / 12)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let body = "1101011990\(two(month))\(two(day))\(String("000\(order)".suffix(3)))"
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
    return body + String(Array("10X98765432")[sum % 11])
  }
}
