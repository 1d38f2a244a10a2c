import HubModel
import Testing

@testable import HubODBC

@Suite("Connection strings")
struct ConnectionTextTests {
  private func text(_ keywords: [(name: String, value: String)], _ user: String? = nil, _ password: String? = nil) throws
    -> String
  {
    String(decoding: try ConnectionText(keywords, user: user, password: password).units, as: UTF16.self)
  }

  @Test("Plain values stand as they are, others in braces with the closing one doubled")
  func quoting() throws {
    let plain = try text([
      (name: "DRIVER", value: "MariaDB Unicode"), (name: "SERVER", value: "127.0.0.1"), (name: "PORT", value: "3306"),
    ])
    #expect(plain == "DRIVER={MariaDB Unicode};SERVER=127.0.0.1;PORT=3306;")
    let secret = try text([], "reader", "p;w}d{=1@")
    #expect(secret == "UID=reader;PWD={p;w}}d{=1@};")
    let path = try text([(name: "DRIVER", value: "/usr/lib/x.so")])
    #expect(path == "DRIVER=/usr/lib/x.so;")
  }

  @Test("A value cannot begin another keyword")
  func injection() throws {
    let found = try text([(name: "DATABASE", value: "a;PWD=b")])
    #expect(found == "DATABASE={a;PWD=b};")
    #expect(throws: HubError.self) { try text([(name: "A=B;C", value: "d")]) }
    #expect(throws: HubError.self) { try text([(name: "A", value: "d\0e")]) }
  }

  @Test("It prints nothing of what it holds")
  func silence() throws {
    let held = try ConnectionText([], user: "canaryuser", password: "canarysecret")
    var dumped = ""
    dump(held, to: &dumped)
    #expect(!"\(held) \(String(reflecting: held)) \(dumped)".contains("canary"))
  }
}
