import HubYAML

/// The `schedule:` of a dataset.
struct ScheduleReader {
  let reader: YAMLReader

  static let keys = ["cron", "zone"]
  static let defaultZone = "Asia/Shanghai"

  func read(_ node: YAMLNode?) -> CronSchedule? {
    guard let map = reader.mapping(node, keys: Self.keys, required: ["cron"]) else { return nil }
    let expression = expression(map["cron"])
    let zone = zone(map["zone"])
    guard let expression, let zone else { return nil }
    return CronSchedule(expression, in: zone)
  }

  private func expression(_ node: YAMLNode?) -> CronExpression? {
    guard let text = reader.string(node) else { return nil }
    do throws(CronFault) {
      return try CronExpression(text)
    } catch {
      reader.report(node, error.code, zh: error.zh, en: error.en, nearest: error.nearest)
      return nil
    }
  }

  private func zone(_ node: YAMLNode?) -> ScheduleZone? {
    guard let node else { return ScheduleZone(Self.defaultZone) }
    guard let name = reader.string(node) else { return nil }
    if let zone = ScheduleZone(name) { return zone }
    reader.report(
      node, "unknown-zone", zh: "没有时区“\(name)”，应如 Asia/Shanghai",
      en: "there is no time zone \"\(name)\"; write one such as Asia/Shanghai",
      nearest: nearestWord(to: name, in: ScheduleZone.names))
    return nil
  }
}
