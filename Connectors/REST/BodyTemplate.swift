import HubJSON
import HubModel
import HubXML

/// A request's body with places, filled in as its kind of text demands.
struct BodyTemplate: Sendable {
  let template: Template
  /// As the header Content-Type says.
  let mediaType: String

  func filled(_ values: [String: String]) -> [UInt8] {
    var all = values
    // A parameter can be left out, a place within a text cannot.
    for place in template.places where all[place] == nil { all[place] = "" }
    return Array((template.filled(all, escape: escaped) ?? "").utf8)
  }

  private func escaped(_ value: String) -> String {
    if mediaType.contains("json") { return JSONText.escaped(value) }
    if mediaType.contains("x-www-form-urlencoded") { return PercentCode.encoded(value) }
    return mediaType.contains("xml") ? XMLText.escaped(value) : value
  }
}
