/// What pages are written in.
enum PageFormat: String, Sendable, CaseIterable {
  case json, xml

  var mediaType: String { "application/\(rawValue)" }
}
