import Glibc
import HubCrypto

/// Keeps memory of this process out of crash reports, core files and debuggers.
///
/// A crashing Swift program prints raw memory by default; the runtime reads its setting before `main`, so the process starts
/// itself again with the report switched off.
enum ProcessHardening {
  static func apply() {
    if getenv("SWIFT_BACKTRACE") == nil || String(cString: getenv("SWIFT_BACKTRACE")) != setting {
      setenv("SWIFT_BACKTRACE", setting, 1)
      restart()
    }
    ProcessMemory.hide()
  }

  private static let setting = "enable=no"

  /// Replaces the process by itself; comes back only where that fails, and the process then goes on unprotected by it.
  private static func restart() {
    var arguments = CommandLine.arguments.map { strdup($0) }
    arguments.append(nil)
    execv("/proc/self/exe", &arguments)
  }
}
