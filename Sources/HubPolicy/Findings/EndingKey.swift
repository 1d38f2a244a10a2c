import HubModel

/// A key whose last day has passed or is near.
struct EndingKey: PolicyFinding {
  static let days: Int64 = 30

  func diagnostics(_ input: FindingInput) -> [Diagnostic] {
    input.set.clients.flatMap { client in client.keys.compactMap { finding($0, client, input) } }
  }

  private func finding(_ key: ClientKey, _ client: Client, _ input: FindingInput) -> Diagnostic? {
    guard let last = key.notAfter, last.end <= input.time + EndingKey.days * CivilDay.length else { return nil }
    let place = input.places.key(key.id, of: client.id)
    if last.end <= input.time {
      return .finding(
        place, "expired-key", zh: "密钥 \(key.id) 已于 \(last.text) 到期，请从文件中删去",
        en: "key \(key.id) ended on \(last.text): take it out")
    }
    return .finding(
      place, "expiring-key", zh: "密钥 \(key.id) 将于 \(last.text) 到期，请换钥（govhub client rotate）",
      en: "key \(key.id) ends on \(last.text): rotate it (govhub client rotate)")
  }
}
