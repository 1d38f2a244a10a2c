/// Everything a connector is made from.
package struct SourceRequest: Sendable {
  package var settings: SourceSettings
  /// The columns wanted, by exact name, each once: the order of `Batch.columns`.
  package var columns: [String]
  /// The columns of the row key, all of them among `columns`.
  package var keyColumns: [String]
  package var load: SourceLoad
  /// The folder that `{sources}` stands for.
  package var sources: String
  /// Opens what `connection:` names; nil where the mapping names none. Called anew for each sign-in, so that a renewed secret is used.
  package var secret: (@Sendable () async throws -> Secret)?
  /// For how long transient faults of one step are tried again.
  package var retry: RetryBudget
  /// Seconds since 1970; tests set their own.
  package var now: @Sendable () -> Int64

  package init(
    settings: SourceSettings, columns: [String], keyColumns: [String] = [], load: SourceLoad = .fullSnapshot,
    sources: String = ".", secret: (@Sendable () async throws -> Secret)? = nil, retry: RetryBudget = RetryBudget(),
    now: @escaping @Sendable () -> Int64 = SourceRequest.wallClock
  ) {
    self.settings = settings
    self.columns = columns
    self.keyColumns = keyColumns
    self.load = load
    self.sources = sources
    self.secret = secret
    self.retry = retry
    self.now = now
  }
}

extension SourceRequest {
  /// An address of the settings with `{sources}` filled in.
  package func address(_ name: String) -> String? {
    let folder = sources.hasSuffix("/") ? String(sources.dropLast()) : sources
    return settings.text(name)?.replacing("{sources}", with: folder)
  }
}
