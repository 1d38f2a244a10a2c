/// The configuration of a private cluster: no TCP, a socket for the owner alone, durable, and a log without data.
enum ClusterSettings {
  static func text(socketFolder: String, extra: [String: String]) -> String {
    var settings = [
      "listen_addresses": "", "port": "5432", "unix_socket_directories": socketFolder,
      "unix_socket_permissions": "0700",
      "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on",
      "max_connections": "100", "shared_buffers": "256MB", "max_wal_size": "2GB", "jit": "off",
      "timezone": "Asia/Shanghai", "log_timezone": "Asia/Shanghai", "lc_messages": "C",
      // Statements, parameters and messages of refused statements can hold values of the data: none reaches the log.
      "log_min_messages": "log", "log_min_error_statement": "panic", "log_error_verbosity": "terse",
      "log_statement": "none", "log_min_duration_statement": "-1", "log_parameter_max_length": "0",
      "log_parameter_max_length_on_error": "0", "log_lock_waits": "off", "log_temp_files": "-1",
      "log_autovacuum_min_duration": "-1", "log_checkpoints": "off",
    ]
    settings.merge(extra) { $1 }
    return settings.sorted { $0.key < $1.key }.map { "\($0.key) = '\(escaped($0.value))'\n" }.joined()
  }

  private static func escaped(_ value: String) -> String {
    value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
  }
}
