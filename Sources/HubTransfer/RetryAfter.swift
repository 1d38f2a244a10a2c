import CLibCurl
import Glibc

/// The header of RFC 9110, 10.2.3: a number of seconds, or the instant from which to try again.
enum RetryAfter {
  /// Nil for what is neither; never below 0.
  static func seconds(_ value: String?, now: Int = time(nil)) -> Int? {
    guard let value, !value.isEmpty else { return nil }
    if value.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) { return Int(value) ?? Int.max }
    let instant = curl_getdate(value, nil)
    return instant < 0 ? nil : max(0, instant - now)
  }
}
