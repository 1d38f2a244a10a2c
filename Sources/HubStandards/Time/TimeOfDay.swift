/// Hours to fractions of a second.
struct TimeOfDay {
  var microseconds: Int64

  /// Reads `H:mm`, `H:mm:ss` or with a fraction; 24:00 and leap seconds are no times.
  init?(_ scanner: inout FieldScanner) {
    guard let hour = scanner.digits(1, 2), scanner.take(0x3A), let minute = scanner.digits(2, 2) else { return nil }
    self.init(&scanner, hour, minute, second: scanner.take(0x3A) ? scanner.digits(2, 2) : 0)
  }

  /// Reads `HHmmss`.
  init?(compact scanner: inout FieldScanner) {
    guard let hour = scanner.digits(2, 2), let minute = scanner.digits(2, 2) else { return nil }
    self.init(&scanner, hour, minute, second: scanner.digits(2, 2))
  }

  private init?(_ scanner: inout FieldScanner, _ hour: Int, _ minute: Int, second: Int?) {
    guard let second, hour < 24, minute < 60, second < 60 else { return nil }
    var fraction: Int? = 0
    if scanner.take(0x2E) { fraction = scanner.microseconds() }
    guard let fraction else { return nil }
    microseconds = Int64((hour * 60 + minute) * 60 + second) * 1_000_000 + Int64(fraction)
  }
}
