import HubConnectorKit
import HubModel
import Testing

@testable import SOAPConnector

@Suite("The settings of the SOAP connector")
struct SettingsTests {
  private func code(
    _ more: [String: SourceSettings.Value], _ template: String = "<ask/>", secret: Bool = true, columns: [String] = ["id"]
  ) -> HubError.Code? {
    var values: [String: SourceSettings.Value] = [
      "url": .text("http://127.0.0.1:1/"), "records": .text("//row"), "template": .text(template),
    ]
    values.merge(more) { _, new in new }
    var request = SourceRequest(settings: SourceSettings(values), columns: columns)
    if secret { request.secret = { Secret([:]) } }
    do throws(HubError) {
      _ = try SOAPConnector(request)
      return nil
    } catch {
      return error.code
    }
  }

  @Test("What is right is taken")
  func right() {
    #expect(code([:]) == nil)
    #expect(code([:], "<?xml version='1.0' encoding='gbk'?><ask>{page}</ask>") == "template-unsuitable")
    let gbk: [String: SourceSettings.Value] = ["encoding": .text("GBK"), "count": .text("//total")]
    #expect(code(gbk, "<?xml version='1.0' encoding='gbk'?><ask>{page}</ask>") == nil)
    #expect(code([:], columns: ["it's"]) == nil)
  }

  @Test("What does not go together is refused before anything is asked")
  func wrong() {
    #expect(code([:], "<ask>{page}</ask>") == "settings-contradict")
    #expect(code([:], "<ask>{number}</ask>") == "template-malformed")
    #expect(code([:], "<ask>{secret.other}</ask>") == "template-malformed")
    #expect(code([:], "<ask>{secret.key}</ask>", secret: false) == "connection-missing")
    #expect(code([:], "<ask>{inner}</ask>") == "template-unsuitable")
    #expect(code(["request_inner": .group(SourceSettings(["template": .text("<q/>")]))]) == "template-unsuitable")
    #expect(code(["pages": .group(SourceSettings(["first": .count(0)]))]) == "template-unsuitable")
    #expect(code(["time_format": .text("yyyy年")]) == nil)
    #expect(code(["time_format": .text("yy-M-d")]) == "time-format-malformed")
    #expect(code(["first_from": .text("2020")]) == "option-malformed")
    #expect(code(["headers": .table(["a b": "c"])]) == "option-malformed")
    #expect(code(["action": .text("a\"b")]) == "option-malformed")
    #expect(code([:], columns: ["'\""]) == "option-malformed")
  }

  @Test("Every option is said in both languages, once")
  func options() {
    let names = SOAPConnector.options.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(SOAPConnector.options.allSatisfy { !$0.zh.isEmpty && !$0.en.isEmpty })
  }
}
