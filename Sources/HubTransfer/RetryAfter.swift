import CLibCurl
import Glibc

/// The header of RFC 9110, 10.2.3: a number of seconds, or the instant from which to try again.
enum RetryAfter {
  /// No server is waited for longer than a day.
  private static let longest = 86_400

  /// Nil for what is neither; from 0 to a day.
  static func seconds(_ value: String?, now: Int = time(nil)) -> Int? {
    guard let value, !value.isEmpty else { return nil }
    if value.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) { return min(Int(value) ?? longest, longest) }
    let instant = curl_getdate(value, nil)
    return instant < 0 ? nil : min(max(0, instant - now), longest)
  }
}
