import Glibc

extension SourceRequest {
  /// The system's clock.
  @Sendable package static func wallClock() -> Int64 { Int64(time(nil)) }
}
