import HubModel

/// How one page leads to the next.
enum Pagination: Sendable, Equatable {
  case none
  case page(size: Int, first: Int)
  case offset(size: Int)
  /// The place of the next page's cursor.
  case cursor(FieldPath, size: Int?)
  /// By header, or by an address at a place of the page.
  case link(FieldPath?)

  /// What pages say about the next one, at this place of the text.
  var path: FieldPath? {
    switch self {
    case .cursor(let path, _): path
    case .link(let path): path
    case .none, .page, .offset: nil
    }
  }

  var first: PagePlace {
    switch self {
    case .none, .page, .offset: .number(0)
    case .cursor: .cursor(nil)
    case .link: .link(nil)
    }
  }

  /// The place that a request must have somewhere: without it every page would be the first one.
  var wantedWords: Set<String> {
    switch self {
    case .none, .link: []
    case .page: ["page", "offset"]
    case .offset: ["offset"]
    case .cursor: ["cursor"]
    }
  }

  func fits(_ place: PagePlace) -> Bool {
    switch (self, place) {
    case (.none, .number), (.page, .number), (.offset, .number), (.cursor, .cursor), (.link, .link): true
    default: false
    }
  }

  /// What `{page}`, `{offset}`, `{limit}` and `{cursor}` stand for.
  func values(at place: PagePlace) -> [String: String] {
    switch (self, place) {
    case (.page(let size, let first), .number(let page)):
      ["page": String(first + page), "offset": String(page * size), "limit": String(size)]
    case (.offset(let size), .number(let page)): ["offset": String(page * size), "limit": String(size)]
    case (.cursor(_, let size), .cursor(let cursor)):
      ["limit": size.map { String($0) }, "cursor": cursor].compactMapValues { $0 }
    default: [:]
    }
  }

  /// - Parameters:
  ///   - records: how many the page had.
  ///   - next: what it says about the next one.
  ///   - secret: the parameter of addresses that a checkpoint must not hold.
  /// - Returns: nil behind the last page.
  /// - Throws: `pages-repeat`, `link-elsewhere`.
  func place(
    after place: PagePlace, records: Int, next: String?, address: WebAddress, hiding secret: String? = nil
  ) throws(HubError) -> PagePlace? {
    switch (self, place) {
    case (.page(let size, _), .number(let page)), (.offset(let size), .number(let page)):
      return records < size ? nil : .number(page + 1)
    case (.cursor, .cursor(let current)):
      guard let next, !next.isEmpty else { return nil }
      if next == current {
        if records == 0 { return nil }
        throw Self.repeating
      }
      return .cursor(next)
    case (.link, .link):
      guard let next, !next.isEmpty else { return nil }
      guard let found = address.following(next) else {
        throw HubError(
          "link-elsewhere", "The link to the next page leads to another scheme, host or port, or cannot be read.",
          remedy: "Ask the department why its pages leave the address that was agreed on.")
      }
      if found == address { throw Self.repeating }
      return .link(found.reference(without: secret))
    default: return nil
    }
  }

  static var repeating: HubError {
    HubError(
      "pages-repeat", "The interface gave the same page twice in a row; reading on would never end.",
      remedy: "Check the parameters of paging: the interface seems not to look at them.")
  }
}
