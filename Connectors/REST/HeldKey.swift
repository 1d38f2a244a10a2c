import HubConnectorKit
import HubJSON
import HubModel

/// A token or a key that was fetched. Never printed: a `Secret` holds it.
struct HeldKey: Sendable {
  private let held: Secret
  /// Seconds since 1970 from which on another one is fetched.
  let renewAt: Int64

  /// Seconds: ten years. What a server says beyond is no length of time.
  static let longest: Int64 = 315_360_000

  init(_ text: String, lasts seconds: Int64, renewBefore: Int64, now: Int64) {
    held = Secret(["key": text])
    let seconds = min(max(seconds, 0), Self.longest)
    // One that lasts hardly longer than the margin is used for half of its time.
    renewAt = now + max(seconds - renewBefore, seconds / 2)
  }

  var text: String { held["key"] ?? "" }
}

/// A small JSON answer, as sign-ins give them.
struct JSONAnswer {
  private let root: JSONValue?

  /// What is no JSON has nothing in it.
  init(_ body: [UInt8]) { root = try? JSONValue(body) }

  func text(at path: FieldPath) -> String? { root.flatMap { path.value(in: $0) }?.scalar }
}
