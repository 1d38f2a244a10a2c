import HubModel
import HubPolicy
import HubStore

/// Answers of the enterprise lookup. Field values come from released records alone.
struct LookupWriter {
  let exchange: Exchange

  func document(_ verdict: Verdict, _ receipt: Receipt) -> JSONWriter {
    var json = JSONWriter()
    json.beginObject()
    json.member("requestId", exchange.requestID)
    VerdictWriter.write(verdict, entity: "enterprise", receipt: receipt, chinese: exchange.chinese, to: &json)
    json.key("enterprises")
    json.beginArray()
    json.endArray()
    json.versions(exchange)
    json.endObject()
    return json
  }

  func document(_ all: [LookupDesk.Shown], _ receipts: [Receipt]) -> JSONWriter {
    var json = JSONWriter(capacity: 1024 * (all.count + 1))
    json.beginObject()
    json.member("requestId", exchange.requestID)
    json.member("result", "found")
    json.member("resultText", exchange.chinese ? "已查到" : "found")
    if let primary = exchange.view.enterprise.primary { json.members(primary.members) }
    json.key("enterprises")
    json.beginArray()
    for (shown, receipt) in zip(all, receipts) { write(shown, receipt, to: &json) }
    json.endArray()
    json.versions(exchange)
    json.endObject()
    return json
  }

  private func write(_ shown: LookupDesk.Shown, _ receipt: Receipt, to json: inout JSONWriter) {
    json.beginObject()
    json.key("fields")
    json.beginObject()
    for field in shown.released.fields {
      json.key(field.attribute)
      if let value = field.value { json.string(value) } else { json.null() }
    }
    json.endObject()
    json.key("masked")
    json.beginArray()
    for field in shown.released.fields where field.isMasked { json.string(field.attribute) }
    json.endArray()
    VerdictWriter.write(shown.state, chinese: exchange.chinese, to: &json)
    if let hit = shown.hit { write(hit, to: &json) }
    json.key("receipt")
    json.plainString { receipt.write(into: &$0) }
    json.endObject()
  }

  private func write(_ hit: EnterpriseNameHit, to json: inout JSONWriter) {
    json.key("nameUse")
    json.beginObject()
    json.member("former", hit.isFormer)
    json.member("from", hit.from)
    json.member("to", hit.to)
    json.endObject()
  }
}
