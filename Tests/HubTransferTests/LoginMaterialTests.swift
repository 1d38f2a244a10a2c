import Foundation
import Glibc
import HubModel
import Testing

@testable import HubTransfer

@Suite("What a login is made of")
struct LoginMaterialTests {
  @Test("A host key is taken with and without its mark and padding, and nothing else")
  func pins() throws {
    let base64 = "EObn3FkGorRyRv3+WZ4B7zlz7J1yjARZfIrJ3iVOQ0c"
    for text in [base64, "SHA256:" + base64, base64 + "=", "SHA256:\(base64)="] {
      #expect(try HostKeyPin(text).base64 == base64)
    }
    for text in ["MD5:00:11", base64 + "A", "SHA256:", " " + base64, String(base64.dropLast())] {
      let error = #expect(throws: HubError.self) { try HostKeyPin(text) }
      #expect(error?.code == "host-key-malformed")
    }
    for text in [nil, ""] {
      let error = #expect(throws: HubError.self) { try HostKeyPin(text) }
      #expect(error?.code == "host-key-missing")
    }
  }

  @Test("A private key is a file of this process alone, read from its start each time, and gone with its owner")
  func keyFile() throws {
    var file: PrivateKeyFile? = try PrivateKeyFile("line 1\r\nline 2")
    let path = try #require(file?.path)
    for _ in 0..<2 { #expect(try String(contentsOfFile: path, encoding: .utf8) == "line 1\nline 2\n") }
    var state = stat()
    let code = stat(path, &state)
    #expect(code == 0 && state.st_mode & 0o777 == 0o600)
    file = nil
    let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
    #expect(target?.contains("memfd") != true)
  }

  @Test("The header is the last answer's; folded lines are one; an endless one is refused")
  func headerLines() {
    var header = HeaderLines()
    for line in ["HTTP/1.1 302 Found", "X-A: 1", "", "HTTP/1.1 200 OK", "X-B:  b ", "\t c", "X-E:"] {
      let isTaken = Array("\(line)\r\n".utf8).withUnsafeBytes { header.take($0) }
      #expect(isTaken)
    }
    #expect(header.fields.map(\.name) == ["X-B", "X-E"] && header.fields.map(\.value) == ["b c", ""])
    let long = Array("X-C: \(String(repeating: "x", count: HeaderLines.bytesAtMost))\r\n".utf8)
    let isTaken = long.withUnsafeBytes { header.take($0) }
    #expect(!isTaken)
  }
}
