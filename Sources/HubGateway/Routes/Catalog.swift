import HubModel
import HubStore
import Hummingbird

/// `GET /v1/catalog`: what can be asked, and out of which registers, as the mappings and the model say.
struct Catalog: Sendable {
  let audit: AuditDesk

  func answer(_ exchange: Exchange) async throws(Refusal) -> Response {
    var entry = exchange.entry(
      action: .read, entity: "catalog", attributes: [], purpose: "", context: QuestionContext(), subject: nil,
      effect: .allow, code: "allowed")
    entry.result = "listed"
    let receipt: Receipt
    do throws(Problem) { receipt = try await audit.record(entry) } catch { throw .audited(error) }
    var json = JSONWriter(capacity: 8192)
    json.beginObject()
    json.member("requestId", exchange.requestID)
    write(exchange.view.state.model, to: &json)
    write(exchange.view.state.datasets, to: &json)
    json.versions(exchange)
    json.key("receipt")
    json.plainString { receipt.write(into: &$0) }
    json.endObject()
    return exchange.response(json)
  }

  private func write(_ model: Model, to json: inout JSONWriter) {
    json.key("entities")
    json.beginArray()
    for entity in model.entities {
      if case .alias = entity.kind { continue }
      json.beginObject()
      json.member("name", entity.name)
      json.member("title", entity.title)
      json.key("attributes")
      json.beginArray()
      for attribute in entity.attributes { write(attribute, to: &json) }
      json.endArray()
      json.endObject()
    }
    json.endArray()
  }

  private func write(_ attribute: Attribute, to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", attribute.name)
    json.member("title", attribute.title)
    json.member("type", attribute.type.rawValue)
    json.member("category", attribute.category)
    json.key("level")
    json.integer(attribute.level.rawValue)
    json.member("canVerify", attribute.canVerify)
    json.member("canRead", attribute.canRead)
    json.endObject()
  }

  private func write(_ datasets: [DatasetState], to json: inout JSONWriter) {
    json.key("datasets")
    json.beginArray()
    for dataset in datasets {
      json.beginObject()
      json.member("title", dataset.schema.title)
      json.member("entity", dataset.schema.entity)
      json.members(DatasetView(dataset).members)
      json.key("maxAgeSeconds")
      if let maxAge = dataset.schema.maxAge { json.integer(maxAge) } else { json.null() }
      json.endObject()
    }
    json.endArray()
  }
}
