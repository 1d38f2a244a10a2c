import HubModel
import Testing

@testable import HubTransfer

func collect(_ address: String, _ options: Transfer.Options = Transfer.Options()) async throws -> ([UInt8], TransferSummary) {
  var all: [UInt8] = []
  let summary = try await Transfer(address, options: options).bytes { all.append(contentsOf: $0) }
  return (all, summary)
}

func failure(_ address: String, _ options: Transfer.Options = Transfer.Options()) async -> HubError? {
  do { _ = try await collect(address, options) } catch { return error as? HubError }
  return nil
}

@Suite("Transfers over HTTP")
struct HTTPTransferTests {
  @Test("The body comes whole, in pieces no larger than a buffer, with its time")
  func body() async throws {
    let server = try WebServer(
      """
      self.send_response(200); self.send_header('Content-Length', '1000000')
      self.send_header('Last-Modified', 'Sun, 06 Nov 1994 08:49:37 GMT'); self.end_headers()
      self.wfile.write(bytes(i % 251 for i in range(1000000)))
      """)
    var options = Transfer.Options()
    options.bufferSize = 64 << 10
    var received = 0
    var largest = 0
    let summary = try await Transfer(server.address, options: options).bytes { bytes in
      #expect(bytes.first == UInt8(received % 251))
      received += bytes.count
      largest = max(largest, bytes.count)
      await Task.yield()
    }
    #expect(received == 1_000_000 && largest == 64 << 10)
    #expect(summary == TransferSummary(bytes: 1_000_000, lastModified: 784_111_777))
  }

  @Test("An empty body is a clean transfer")
  func emptyBody() async throws {
    let server = try WebServer("self.send_response(200); self.send_header('Content-Length', '0'); self.end_headers()")
    #expect(try await collect(server.address).1.bytes == 0)
  }

  @Test(
    "A refusing status is an error, by its number transient or terminal",
    arguments: [
      (400, false), (401, false), (403, false), (404, false), (410, false), (429, true), (500, true), (503, true), (206, false),
    ])
  func status(_ status: Int, mayPass: Bool) async throws {
    let server = try WebServer(
      "self.send_response(\(status)); self.send_header('Content-Length', '4'); self.end_headers(); self.wfile.write(b'oops')")
    let error = await failure(server.address)
    #expect(error?.code == "http-status" && error?.persistence == (mayPass ? .transient : .terminal))
    #expect(error?.message.contains("\(status)") == true)
  }

  @Test("A body shorter than announced is an error, not a short file")
  func truncated() async throws {
    let server = try WebServer(
      "self.send_response(200); self.send_header('Content-Length', '1000'); self.end_headers(); self.wfile.write(b'id,name')")
    let error = await failure(server.address)
    #expect(error?.code == "body-truncated" && error?.persistence == .transient)
  }

  @Test("A refused connection and an unknown host are transient")
  func unreachable() async throws {
    let refused = await failure("http://127.0.0.1:1/file.csv")
    #expect(refused?.code == "connection-refused" && refused?.persistence == .transient)
    let unknown = await failure("http://no-such-host.invalid/file.csv")
    #expect(unknown?.code == "host-unknown" && unknown?.persistence == .transient)
  }

  @Test("A server that falls silent is given up")
  func silent() async throws {
    let server = try WebServer(
      "self.send_response(200); self.send_header('Content-Length', '9'); self.end_headers(); time.sleep(30)")
    var options = Transfer.Options()
    options.stallTimeout = 1
    let error = await failure(server.address, options)
    #expect(error?.code == "timed-out" && error?.persistence == .transient)
  }

  @Test("A server cannot send on to a file")
  func redirectToFile() async throws {
    let server = try WebServer(
      "self.send_response(302); self.send_header('Location', 'file:///etc/passwd'); self.end_headers()")
    let error = await failure(server.address)
    #expect(error?.code == "protocol-unsupported")
  }

  @Test("Credentials and query are never printed")
  func credentials() async throws {
    let server = try WebServer("self.send_response(404); self.send_header('Content-Length', '0'); self.end_headers()")
    let address = "http://canaryuser:canarysecret@127.0.0.1:\(server.port)/file.csv?token=canarytoken"
    let error = try #require(await failure(address))
    #expect(!"\(error) \(error.message)".contains("canary"))
    #expect(try Transfer(address).shownAddress == "http://127.0.0.1:\(server.port)/file.csv")
    let gone = try #require(await failure("http://u:canarysecret@127.0.0.1:1/x?canary"))
    #expect(!"\(gone)".contains("canary"))
    let malformed = try #require(await failure("http://u:canarysecret@bad host/"))
    #expect(malformed.code == "address-malformed" && !"\(malformed)".contains("canary"))
  }

  @Test("Credentials of the address are sent")
  func authorised() async throws {
    let server = try WebServer(
      """
      good = self.headers.get('Authorization') == 'Basic dTpw'
      self.send_response(200 if good else 401); self.send_header('Content-Length', '0'); self.end_headers()
      """)
    #expect(try await collect("http://u:p@127.0.0.1:\(server.port)/").1.bytes == 0)
  }

  @Test("A plain server spoken to over TLS is an error")
  func noTLS() async throws {
    let server = try WebServer("pass")
    #expect(await failure("https://127.0.0.1:\(server.port)/")?.code == "tls-failed")
  }
}
