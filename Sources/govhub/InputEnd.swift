import Foundation
import Glibc

/// The end of standard input as a signal: whoever holds its other end has gone.
enum InputEnd {
  /// Ends this process in order when it comes.
  static func endsProcess() {
    // A thread of its own, since the read blocks.
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while true {
        let count = read(STDIN_FILENO, &byte, 1)
        if count == 0 || (count < 0 && errno != EINTR) { break }
      }
      kill(getpid(), SIGTERM)
    }
  }
}
