import HubModel
import HubStore

/// A dataset as answers speak of it, with the part of the answer that is the same for all questions written once.
final class DatasetView: Sendable {
  let id: Int16
  let schema: DatasetSchema
  let completeAsOf: Int64?
  /// The members `scope`, `asOf` and `source`.
  let members: [UInt8]

  init(_ state: DatasetState) {
    id = state.id
    schema = state.schema
    completeAsOf = state.completeAsOf
    var json = JSONWriter(capacity: 256)
    json.key("scope")
    json.beginObject()
    json.member("register", schema.coverage.register)
    json.member("region", schema.coverage.region)
    json.member("complete", schema.coverage.complete)
    json.endObject()
    json.key("asOf")
    if let asOf = completeAsOf { json.string(ShanghaiTime(asOf).instant) } else { json.null() }
    json.key("source")
    json.beginObject()
    json.member("department", schema.provider)
    json.member("dataset", schema.name)
    json.endObject()
    members = json.bytes
  }

  /// True where there was no complete read, or where the last one is older than `limit` seconds or than the dataset's own limit.
  func isStale(limit: Int?, at now: Int64) -> Bool {
    guard let asOf = completeAsOf else { return true }
    func isOver(_ limit: Int?) -> Bool { limit.map { now - asOf > Int64($0) * 1_000_000 } ?? false }
    return isOver(limit) || isOver(schema.maxAge)
  }
}
