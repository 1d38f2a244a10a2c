import HubTesting
import Testing

@Suite("Bypasses of the conformance suite")
struct ConformanceBypassesTests {
  @Test("their number is printed, and each has its reason")
  func counted() {
    let all = ConformanceBypasses.all
    for (connector, bypasses) in all {
      print("\(connector): \(bypasses.count) of \(ConnectorCheck.allCases.count) checks bypassed")
      for bypass in bypasses { print("  \(bypass.check.rawValue): \(bypass.reason)") }
    }
    print("bypasses of all connectors: \(all.reduce(0) { $0 + $1.bypasses.count })")
    #expect(all.allSatisfy { $0.bypasses.allSatisfy { $0.reason.split(separator: " ").count > 3 } })
    #expect(all.allSatisfy { $0.bypasses.count < ConnectorCheck.allCases.count / 2 })
  }
}
