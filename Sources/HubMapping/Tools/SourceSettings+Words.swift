import HubConnectorKit

extension SourceSettings {
  /// Every option that is set, by name. They hold no secret: those are references.
  var inWords: String {
    values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.inWords)" }.joined(separator: ", ")
  }
}

extension SourceSettings.Value {
  fileprivate var inWords: String {
    switch self {
    case .text(let text): text == "\t" ? "tab" : text
    case .count(let count): "\(count)"
    case .flag(let flag): "\(flag)"
    case .texts(let texts): "[" + texts.joined(separator: ", ") + "]"
    case .table(let table): "{" + table.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    case .group(let settings): "{" + settings.inWords + "}"
    }
  }
}
