import Glibc
import HubModel

/// Calls that block, on threads of their own: away from Swift's cooperative pool, and without the limit of another pool.
enum BlockingCall {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// - Throws: `no-thread`.
  static func start(_ body: @escaping @Sendable () -> Void) throws(HubError) {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Body(body))
    let failure = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    guard failure == 0 else {
      box.release()
      throw HubError("no-thread", "No thread could be started.")
    }
    pthread_detach(thread)
  }

  static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Value, any Error>) in
      do {
        try start { continuation.resume(with: Result { try body() }) }
      } catch {
        continuation.resume(throwing: error)
      }
    }
  }
}
