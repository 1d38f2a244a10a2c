import HubConnectorKit
import HubModel

func optionMissing(_ name: String) -> HubError { HubError("option-missing", "The source has no `\(name)`.") }

extension SourceSettings {
  func required(_ name: String) throws(HubError) -> String {
    guard let text = text(name), !text.isEmpty else { throw optionMissing(name) }
    return text
  }
}
