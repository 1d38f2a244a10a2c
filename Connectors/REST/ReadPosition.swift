/// Which page: what the request for it is made of.
enum PagePlace: Sendable, Equatable {
  /// By page or offset: the ordinal from 0; the only page where there is no paging.
  case number(Int)
  /// What the page before gave; nil for the first.
  case cursor(String?)
  /// Path and query at the same origin; nil for the first.
  case link(String?)
}

/// The bounds of what a read asks for: milliseconds since 1970, or numbers.
struct ReadWindow: Sendable, Equatable {
  /// Lower bound, the overlap already taken off; nil from the start.
  var from: Int64?
  /// When the read began.
  var to: Int64
}

/// Where a read is.
struct ReadPosition: Sendable, Equatable {
  var place: PagePlace
  var window: ReadWindow
  /// Records of the page that are done.
  var row = 0
  /// Records of the whole read that are done.
  var rows: UInt64 = 0
  /// The greatest sane cursor so far.
  var greatest: Int64?
  /// What the first page counted.
  var total: Int64?
}
