import Foundation
import Testing

/// Who may import whom. The build checks that imports are declared; this checks that nothing else is.
@Suite("Import rules")
struct ImportRuleTests {
  private let imports: [SwiftImport]
  private let connectors: Set<String>
  private let modules: Set<String>

  /// The one importer of each C library.
  private static let owners = [
    "COpenSSL": "HubCrypto", "CLibPQ": "HubPostgres", "CLibCurl": "HubTransfer", "CLibZip": "HubArchive", "CLibXML2": "HubXML",
    "CYAJL": "HubJSON", "CODBC": "HubODBC",
  ]
  /// Modules that are no more than the Swift side of one C library.
  private static let drivers: Set<String> = [
    "HubTransfer", "HubPostgres", "HubCrypto", "HubArchive", "HubXML", "HubJSON", "HubODBC",
  ]

  init() throws {
    imports = try SwiftImport.all()
    let manager = FileManager.default
    let folders = try manager.contentsOfDirectory(atPath: RepositoryTree.path("Connectors"))
    connectors = Set(folders.filter { !$0.hasPrefix(".") }.map { "\($0)Connector" })
    let sources = try manager.contentsOfDirectory(atPath: RepositoryTree.path("Sources"))
    modules = connectors.union(sources.filter { !$0.hasPrefix(".") })
  }

  private func own(_ target: String) -> [SwiftImport] { imports.filter { $0.target == target && modules.contains($0.module) } }

  @Test("the sources are found")
  func found() {
    #expect(imports.count > 100)
    #expect(connectors.contains("FilesConnector"))
    #expect(modules.isSuperset(of: ["HubModel", "HubPolicy", "govhub"]))
  }

  @Test("each C library has one importer")
  func libraries() {
    for found in imports {
      guard let owner = Self.owners[found.module] else { continue }
      #expect(found.target == owner, "\(found.place) imports \(found.module), which \(owner) alone may")
    }
    for found in imports where found.module.hasPrefix("CLib") || found.module == "COpenSSL" {
      #expect(Self.owners[found.module] != nil, "\(found.place) imports \(found.module), which has no owner here")
    }
  }

  @Test("HubModel imports nothing of ours, nor Foundation")
  func model() {
    #expect(own("HubModel").map(\.place) == [])
    #expect(imports.filter { $0.target == "HubModel" && $0.module == "Foundation" }.map(\.place) == [])
  }

  @Test("a connector imports the model, the kit and drivers, and nothing of what lies behind it")
  func connector() {
    for connector in connectors {
      let used = Set(own(connector).map(\.module))
      let beside = used.subtracting(["HubModel", "HubConnectorKit"])
      #expect(beside.isSubset(of: Self.drivers), "\(connector) imports \(beside.sorted())")
    }
  }

  @Test(
    "a layer stays within its own",
    arguments: [
      ("HubStandards", ["HubModel"]),
      ("HubYAML", ["HubModel"]),
      ("HubCrypto", ["HubModel", "COpenSSL"]),
      ("HubPostgres", ["HubModel", "CLibPQ"]),
      ("HubTransfer", ["HubModel", "CLibCurl"]),
      ("HubConnectorKit", ["HubModel"]),
      ("HubMapping", ["HubModel", "HubStandards", "HubYAML", "HubConnectorKit"]),
      ("HubPolicy", ["HubModel", "HubStandards", "HubYAML"]),
      ("HubStore", ["HubModel", "HubCrypto", "HubPostgres"]),
      ("HubGateway", ["HubModel", "HubStandards", "HubCrypto", "HubPolicy", "HubStore"]),
    ])
  func layer(_ target: String, _ allowed: [String]) {
    for found in own(target) {
      #expect(allowed.contains(found.module), "\(found.place) imports \(found.module)")
    }
  }

  @Test("mapping and policy know neither the store nor each other; the gateway never the database driver")
  func separation() {
    let forbidden = [
      "HubMapping": ["HubStore", "HubPolicy", "HubPostgres"], "HubPolicy": ["HubStore", "HubMapping", "HubPostgres"],
      "HubGateway": ["HubPostgres", "HubMapping", "HubIngest"],
    ]
    for (target, modules) in forbidden {
      for found in own(target) { #expect(!modules.contains(found.module), "\(found.place) imports \(found.module)") }
    }
  }

  @Test("only the command names a concrete connector")
  func concreteConnectors() {
    for found in imports where connectors.contains(found.module) {
      let isAllowed = found.target == "govhub" || found.target.hasSuffix("Tests")
      #expect(isAllowed, "\(found.place) names \(found.module)")
    }
  }

  @Test("only HubPolicy may open a stored record")
  func release() throws {
    for found in imports where found.attributes.contains(where: { $0.hasPrefix("@_spi") }) {
      #expect(found.target == "HubPolicy", "\(found.place) imports an SPI")
    }
    let mark = "@_spi" + "(Release)"
    for file in RepositoryTree.swiftFiles where try RepositoryTree.text(file).contains(mark) {
      #expect(file.hasPrefix("Sources/HubPolicy/") || file.hasPrefix("Sources/HubModel/"), "\(file)")
    }
  }
}
