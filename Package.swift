// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

// With HUB_CORE_ONLY set nothing is built that needs more C libraries than libpq, libcurl and OpenSSL.
let coreOnly = Context.environment["HUB_CORE_ONLY"] != nil

// One entry per source protocol; each lives in `Connectors/<name>` and is known to `govhub` alone.
typealias ConnectorModule = (name: String, drivers: [String], isCore: Bool)
let connectors: [ConnectorModule] = [
  (name: "Files", drivers: ["HubTransfer", "HubCrypto"] + (coreOnly ? [] : ["HubArchive", "HubXML"]), isCore: true),
  (name: "REST", drivers: ["HubTransfer", "HubCrypto", "HubJSON", "HubXML"], isCore: false),
  (name: "SOAP", drivers: ["HubTransfer", "HubCrypto", "HubXML"], isCore: false),
  (name: "ODBC", drivers: ["HubODBC"], isCore: false),
  (name: "PostgreSQL", drivers: ["HubPostgres"], isCore: true),
].filter { $0.isCore || !coreOnly }

// What a module leaves out of a core build.
func defines(_ connector: String) -> [SwiftSetting] {
  connector == "Files" && !coreOnly ? [.define("SPREADSHEETS")] : []
}
let extraDefines: [SwiftSetting] = coreOnly ? [] : [.define("ALL_CONNECTORS")]

let connectorProducts: [Target.Dependency] = connectors.map { .byName(name: "\($0.name)Connector") }

// The targets in the order in which data flows through them.
var targets: [Target] = [
  .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
  .systemLibrary(name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
  .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),

  .target(name: "HubModel", swiftSettings: settings),
  .target(name: "HubStandards", dependencies: ["HubModel"], swiftSettings: settings),
  .target(name: "HubYAML", dependencies: ["HubModel", .product(name: "Yams", package: "Yams")], swiftSettings: settings),
  .target(name: "HubCrypto", dependencies: ["COpenSSL", "HubModel"], swiftSettings: settings),
  .target(name: "HubPostgres", dependencies: ["CLibPQ", "HubModel"], swiftSettings: settings),
  .target(name: "HubTransfer", dependencies: ["CLibCurl", "HubModel"], swiftSettings: settings),
  .target(name: "HubConnectorKit", dependencies: ["HubModel"], swiftSettings: settings),
]

if !coreOnly {
  targets += [
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CYAJL", pkgConfig: "yajl", providers: [.apt(["libyajl-dev"])]),
    .systemLibrary(name: "CODBC", pkgConfig: "odbc", providers: [.apt(["unixodbc-dev"])]),
    .target(name: "HubArchive", dependencies: ["CLibZip", "HubModel", "HubCrypto"], swiftSettings: settings),
    .target(name: "HubXML", dependencies: ["CLibXML2", "HubModel"], swiftSettings: settings),
    .target(name: "HubJSON", dependencies: ["CYAJL", "HubModel"], swiftSettings: settings),
    .target(name: "HubODBC", dependencies: ["CODBC", "HubModel"], swiftSettings: settings),
  ]
}

for connector in connectors {
  targets.append(
    .target(
      name: "\(connector.name)Connector",
      dependencies: ["HubModel", "HubConnectorKit"] + connector.drivers.map { .byName(name: $0) },
      path: "Connectors/\(connector.name)",
      exclude: ["README.md"] + (connector.name == "Files" ? ["Spreadsheet/README.md"] : []),
      swiftSettings: settings + defines(connector.name)))
}

targets += [
  .target(
    name: "HubMapping", dependencies: ["HubModel", "HubStandards", "HubYAML", "HubConnectorKit"],
    swiftSettings: settings),
  .target(name: "HubStore", dependencies: ["HubModel", "HubCrypto", "HubPostgres"], swiftSettings: settings),
  .target(
    name: "HubIngest",
    dependencies: [
      "HubModel", "HubStandards", "HubCrypto", "HubConnectorKit", "HubMapping", "HubStore", "HubPostgres",
    ],
    swiftSettings: settings),
  .target(name: "HubPolicy", dependencies: ["HubModel", "HubStandards", "HubYAML"], swiftSettings: settings),
  .target(
    name: "HubGateway",
    dependencies: [
      "HubModel", "HubStandards", "HubCrypto", "HubPolicy", "HubStore",
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "HummingbirdCore", package: "hummingbird"),
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "JWTKit", package: "jwt-kit"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
      .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    ],
    swiftSettings: settings),
  .executableTarget(
    name: "govhub",
    dependencies: connectorProducts + (coreOnly ? [] : ["HubJSON"]) + [
      "HubModel", "HubStandards", "HubYAML", "HubCrypto", "HubPostgres", "HubConnectorKit", "HubMapping", "HubPolicy",
      "HubStore", "HubIngest", "HubGateway",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "Configuration", package: "swift-configuration"),
      .product(name: "SystemPackage", package: "swift-system"),
      .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    ],
    swiftSettings: settings + extraDefines),
  .target(
    name: "HubTesting", dependencies: ["HubModel", "HubPostgres", "HubCrypto", "HubConnectorKit"], swiftSettings: settings),
]

// Tests mirror the sources, their conditions included.
var tests: [(name: String, dependencies: [Target.Dependency])] = [
  (name: "HubStandards", dependencies: ["HubStandards", "HubModel"]),
  (name: "HubYAML", dependencies: ["HubYAML", "HubModel"]),
  (name: "HubCrypto", dependencies: ["HubCrypto", "HubModel"]),
  (name: "HubPostgres", dependencies: ["HubPostgres", "HubTesting", "HubModel"]),
  (name: "HubTransfer", dependencies: ["HubTransfer", "HubTesting", "HubModel"]),
  (name: "HubConnectorKit", dependencies: ["HubConnectorKit", "HubModel"]),
  (name: "HubTesting", dependencies: ["HubTesting", "HubConnectorKit", "HubModel"]),
  (
    name: "FilesConnector",
    dependencies: ["FilesConnector", "HubConnectorKit", "HubTransfer", "HubModel"] + (coreOnly ? [] : ["HubArchive"])
  ),
  (
    name: "PostgreSQLConnector",
    dependencies: ["PostgreSQLConnector", "HubConnectorKit", "HubPostgres", "HubModel", "HubTesting"]
  ),
  (
    name: "HubMapping",
    dependencies: ["HubMapping", "HubYAML", "HubModel", "HubStandards", "HubConnectorKit", "FilesConnector"]
  ),
  (name: "HubPolicy", dependencies: ["HubPolicy", "HubModel", "HubStandards"]),
  (
    name: "HubGateway",
    dependencies: [
      "HubGateway", "HubModel", "HubStandards", "HubCrypto", "HubPolicy", "HubStore",
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "HummingbirdTesting", package: "hummingbird"),
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "JWTKit", package: "jwt-kit"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "NIOCore", package: "swift-nio"),
    ]
  ),
  (name: "Repository", dependencies: ["govhub", "HubConnectorKit", "HubMapping", "HubPolicy", "HubModel"]),
  (
    name: "GovHub",
    dependencies: [
      "govhub", "HubModel", "HubStandards", "HubCrypto", "HubPolicy", "HubStore",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ]
  ),
  (
    name: "HubIngest",
    dependencies: [
      "HubIngest", "HubStore", "HubMapping", "HubConnectorKit", "HubCrypto", "HubPostgres", "HubModel", "HubTesting",
      "FilesConnector",
    ]
  ),
  (
    name: "HubStore",
    dependencies: [
      "HubStore", "HubMapping", "HubModel", "HubPostgres", "HubTesting", "HubConnectorKit", "FilesConnector",
    ]
  ),
  (
    name: "EndToEnd",
    dependencies: [
      "govhub", "HubModel", "HubCrypto", "HubPostgres", "HubStore", "HubIngest", "HubMapping", "HubPolicy", "HubTesting",
      "HubConnectorKit",
    ]
  ),
]
if !coreOnly {
  tests += [
    (name: "HubArchive", dependencies: ["HubArchive", "HubModel"]),
    (name: "HubXML", dependencies: ["HubXML", "HubModel"]),
    (name: "HubJSON", dependencies: ["HubJSON", "HubModel"]),
    (name: "HubODBC", dependencies: ["HubODBC", "HubModel", "HubTesting"]),
    (
      name: "RESTConnector",
      dependencies: [
        "RESTConnector", "HubConnectorKit", "HubTransfer", "HubCrypto", "HubJSON", "HubModel",
      ]
    ),
    (
      name: "SOAPConnector",
      dependencies: ["SOAPConnector", "HubConnectorKit", "HubTransfer", "HubXML", "HubModel"]
    ),
    (
      name: "ODBCConnector",
      dependencies: ["ODBCConnector", "HubODBC", "HubConnectorKit", "HubPostgres", "HubModel", "HubTesting"]
    ),
    (
      name: "Conformance",
      dependencies: connectorProducts + [
        "HubTesting", "HubConnectorKit", "HubCrypto", "HubPostgres", "HubModel", "HubArchive",
      ]
    ),
  ]
}
targets += tests.map {
  .testTarget(
    name: "\($0.name)Tests", dependencies: $0.dependencies,
    swiftSettings: settings + ($0.name == "FilesConnector" ? defines("Files") : []))
}

let package = Package(
  name: "govhub",
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: [.defaults, "YAML"]),
  ],
  targets: targets,
  swiftLanguageModes: [.v6]
)
