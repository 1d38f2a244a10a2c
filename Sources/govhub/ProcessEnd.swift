import Glibc

/// The end of the process, without what libraries do on their way out.
///
/// A read that was broken off may still be closing its line on a thread of its own; OpenSSL would take its tables away beneath it.
enum ProcessEnd {
  /// From here on `exit` writes what is buffered and ends at once. Called last, it comes before every library's own handler.
  static func beAtOnce() {
    on_exit(
      { status, _ in
        fflush(nil)
        _exit(status)
      }, nil)
  }
}
