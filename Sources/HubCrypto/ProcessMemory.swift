import COpenSSL
import Glibc

/// Memory that holds keys stays out of core files, debuggers and crash reports.
package enum ProcessMemory {
  /// Call before the first key is loaded. Child processes are not covered.
  package static func hide() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = hub_hide_memory()
  }
}
