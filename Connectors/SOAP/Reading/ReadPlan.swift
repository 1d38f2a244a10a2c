import HubConnectorKit
import HubModel

/// What a read asks for and makes of it, as the mapping says.
struct ReadPlan: Sendable {
  private static let ownNames: Set<String> = ["page", "from", "to", "today", "request_id", "security", "inner"]

  let columns: [String]
  let fields: [RecordField]
  let optional: Set<String>
  let records: String
  let cursor: RecordField?
  let increment: Increment?
  let isPaged: Bool
  let firstPage: Int
  let mostPages: Int
  let time: TimeFormat
  private let firstFrom: String

  init(_ request: SourceRequest, _ configuration: SOAPConfiguration) throws(HubError) {
    let settings = request.settings
    columns = request.columns
    fields = try RecordField.all(request.columns, settings)
    optional = Set(settings.texts("optional") ?? [])
    records = try settings.required("records")
    increment = if case .incremental(let increment) = request.load { increment } else { nil }
    cursor = try Self.cursor(increment, settings)
    isPaged = configuration.names.contains("page")
    firstPage = settings.group("pages")?.count("first") ?? 1
    mostPages = settings.group("pages")?.count("most") ?? 100_000
    let time = try TimeFormat(settings.text("time_format") ?? TimeFormat.usual)
    self.time = time
    firstFrom = settings.text("first_from") ?? time.written(0)
    try Self.check(configuration.names, increment)
    guard time.read(firstFrom) != nil else {
      throw HubError("option-malformed", "`first_from` is not written as `time_format` says.")
    }
    // An answer without records ends the pages: something must tell it from an answer of another kind.
    guard !isPaged || settings.group("ok") != nil || settings.text("count") != nil else { throw Self.endless }
    guard isPaged || settings.group("pages") == nil else {
      throw HubError("template-unsuitable", "`pages` is given, but the template has no {page}.")
    }
  }

  /// What stands for the placeholders at a position.
  func values(at position: ReadPosition) -> [String: String] {
    let overlap = Int64(increment?.overlap ?? 0) * 1_000_000
    return [
      "page": String(position.page),
      "from": position.from.map { time.written($0 - overlap) } ?? firstFrom,
      "to": time.written(position.bound),
    ]
  }

  /// The start of a read of everything.
  /// - Parameter now: seconds since 1970.
  func start(now: Int64, from: Int64? = nil) -> ReadPosition {
    ReadPosition(page: firstPage, bound: now * 1_000_000, from: from)
  }

  /// - Throws: `checkpoint-malformed`.
  func position(_ checkpoint: Checkpoint?, now: Int64) throws(HubError) -> ReadPosition {
    guard let checkpoint else { return start(now: now) }
    guard let values = CheckpointText.read(checkpoint.rawValue) else { throw Self.foreign }
    if let position = ReadPosition(values) {
      guard position.page >= firstPage, isPaged || position.page == firstPage else { throw Self.foreign }
      return position
    }
    guard increment != nil, values.count == 1, let from = values["from"], ReadPosition.isInstant(from) else {
      throw Self.foreign
    }
    return start(now: now, from: from)
  }

  private static var endless: HubError {
    HubError(
      "settings-contradict", "Pages are asked for, and neither `ok` nor `count` tells an empty one from another answer.",
      remedy: "Declare `count` or `ok`; where there is no result code, `ok: {path: \"count(//LIST)\", equals: \"1\"}` "
        + "asks for the element around the records.")
  }

  private static var foreign: HubError {
    HubError("checkpoint-malformed", "The checkpoint is not one of the SOAP connector, or of another kind of load.")
  }

  private static func cursor(_ increment: Increment?, _ settings: SourceSettings) throws(HubError) -> RecordField? {
    guard let increment else { return nil }
    guard let name = increment.cursor, !name.isEmpty else {
      throw HubError("option-missing", "An incremental load of this connector needs the column `cursor`.")
    }
    return try RecordField(name, path: settings.table("paths")?[name])
  }

  private static func check(_ names: Set<String>, _ increment: Increment?) throws(HubError) {
    let secrets = Set(SOAPConnector.secretKeys.map { "secret." + $0 })
    if let unknown = names.subtracting(ownNames).subtracting(secrets).min() {
      throw HubError(
        "template-malformed", "The request has the placeholder {\(unknown)}, which nothing stands for.",
        remedy:
          "Known are page, from, to, today, request_id, security, inner, and secret.KEY with a key that the secret may hold.")
    }
    guard increment == nil || names.contains("from") else {
      throw HubError("template-unsuitable", "The load is incremental, but the request has no {from}.")
    }
  }
}
