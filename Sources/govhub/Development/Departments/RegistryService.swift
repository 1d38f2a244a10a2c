import Foundation
import HTTPTypes
import HubCrypto
import HubModel
import Hummingbird
import Logging
import Synchronization

/// The registry's service on loopback, behind user and password: its file as it is, and its representatives page by page.
final class RegistryService: Sendable {
  static let user = "hub"
  static let pageSize = 2_000

  let password = Hex.encode(Random.bytes(16))
  private let folder: DevelopmentFolder
  private let running = Mutex<Task<Void, any Error>?>(nil)
  private let port = Mutex(0)

  init(folder: DevelopmentFolder) { self.folder = folder }

  var address: String { "http://127.0.0.1:\(port.withLock { $0 })" }

  /// Ready when it returns. The port of the last time where it is free: then the mapping set stays what it was.
  func start() async throws {
    do { try await start(on: folder.departmentPort ?? 0) } catch { try await start(on: 0) }
    folder.departmentPort = port.withLock { $0 }
  }

  func stop() async {
    let task = running.withLock { $0 }
    task?.cancel()
    _ = await task?.result
  }

  private func start(on wanted: Int) async throws {
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    var logger = Logger(label: "departments")
    logger.logLevel = .critical
    let application = Application(
      router: try router(), configuration: .init(address: .hostname("127.0.0.1", port: wanted)),
      onServerRunning: { found.yield($0.localAddress?.port ?? 0) }, logger: logger)
    let task = Task {
      defer { found.finish() }
      try await application.run()
    }
    guard let bound = await ports.first(where: { _ in true }) else {
      try await task.value
      throw HubError("departments-not-started", "The sample's departments could not be started.")
    }
    port.withLock { $0 = bound }
    running.withLock { $0 = task }
  }

  private func router() throws -> Router<BasicRequestContext> {
    let router = Router()
    let expected = "Basic " + Base64.encode(Array("\(Self.user):\(password)".utf8))
    let registry = "\(folder.sources)/market-regulation/enterprise-registry.csv"
    router.get("files/enterprise-registry.csv") { request, _ in
      guard request.headers[.authorization] == expected else { return Response(status: .unauthorized) }
      let data = try Data(contentsOf: URL(fileURLWithPath: registry), options: .mappedIfSafe)
      return Response(status: .ok, headers: [.contentType: "text/csv"], body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }
    #if ALL_CONNECTORS
      let pages = RepresentativePages(file: "\(folder.sources)/market-regulation/legal-representatives.csv")
      router.get("legal-representatives") { request, _ in
        guard request.headers[.authorization] == expected else { return Response(status: .unauthorized) }
        let page = request.uri.queryParameters.get("page", as: Int.self) ?? 1
        let size = request.uri.queryParameters.get("size", as: Int.self) ?? Self.pageSize
        let body = try await pages.page(page, size: size)
        return Response(
          status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: body)))
      }
    #endif
    return router
  }
}
