/// What changes while a read goes on.
struct ReadState {
  var assembly: RowAssembly
  var page: PageSize
  let range: CursorRange?
  /// The session of the last query.
  var view: Int
  /// No page was read: the position, if any, is one of an earlier read.
  var isFresh = true

  /// True where another view of the data may go on with `section`: in the order of a key that rows keep. In a first read by a
  /// cursor, rows that changed since would be missing; without an order, rows would be counted that are others now.
  func goesOn(_ section: ReadSection) -> Bool {
    guard assembly.delivered + assembly.refused > 0 else { return true }
    if let range, range.from == nil { return false }
    let isBegun = assembly.position.part == section.part && assembly.position.rows > 0
    return section.isKeyed || !isBegun
  }
}
