import HubConnectorKit
import HubModel

/// How one XML document stands as text within another.
enum InnerForm: String, Sendable, CaseIterable {
  case escaped, cdata, base64
}

/// A second document that the service takes as a text of the first.
struct InnerRequest: Sendable {
  let template: MessageTemplate
  let form: InnerForm

  init?(_ settings: SourceSettings?) throws(HubError) {
    guard let settings else { return nil }
    template = try MessageTemplate(inner: try settings.required("template"))
    form = InnerForm(rawValue: settings.text("encoding") ?? "") ?? .escaped
    guard template.names.isDisjoint(with: ["inner", "security"]) else {
      throw HubError("template-unsuitable", "`{inner}` and `{security}` stand in the envelope, not in the inner document.")
    }
  }

  /// The markup that stands for `document` in the envelope.
  func wrapped(_ document: String, encoding: TextEncoding) throws(HubError) -> String {
    switch form {
    case .escaped: try EscapedValue.text(document)
    case .cdata: "<![CDATA[" + document.replacing("]]>", with: "]]]]><![CDATA[>") + "]]>"
    case .base64: Base64Text.encoded(try TextEncoder.bytes(document, in: encoding))
    }
  }
}
