import HubCrypto
import HubModel

extension RESTConfiguration {
  /// The request for a page, not signed yet.
  /// - Throws: `checkpoint-malformed` for a link that leads elsewhere.
  func draft(at place: PagePlace, _ window: ReadWindow) throws(HubError) -> RequestDraft {
    var draft = RequestDraft(method: method, address: address, requestID: Hex.encode(Random.bytes(16)))
    let values = self.values(at: place, window, requestID: draft.requestID)
    draft.headers = headers.compactMap { header in
      header.template.filled(values).map { (name: header.name, value: $0) }
    }
    add("Accept", format.mediaType, to: &draft)
    if let body {
      draft.body = body.filled(values)
      add("Content-Type", body.mediaType, to: &draft)
    }
    if case .link(let link?) = place {
      guard let found = address.following(link) else {
        throw HubError("checkpoint-malformed", "The checkpoint's page lies elsewhere than the source's address.")
      }
      draft.address = found
    } else {
      draft.query = query.compactMap { parameter in
        parameter.template.filled(values).map { (name: parameter.name, value: $0) }
      }
    }
    return draft
  }

  private func add(_ name: String, _ value: String, to draft: inout RequestDraft) {
    guard !draft.headers.contains(where: { $0.name.lowercased() == name.lowercased() }) else { return }
    draft.headers.append((name, value))
  }

  private func values(at place: PagePlace, _ window: ReadWindow, requestID: String) -> [String: String] {
    var values = pagination.values(at: place)
    values["request_id"] = requestID
    values["from"] = window.from.map { time.text($0) } ?? since
    if time.isTime { values["to"] = time.text(window.to) }
    let day = CivilTime(milliseconds: window.to + time.zone.seconds * 1000)
    values["today"] = "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))"
    return values
  }
}
