// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

// One entry per source protocol; each lives in `Connectors/<name>` and is known to `govhub` alone.
let connectors: [(name: String, driver: String)] = [
  (name: "Files", driver: "HubTransfer")
]

// The targets in the order in which data flows through them.
var targets: [Target] = [
  .systemLibrary(name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
  .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),

  .target(name: "HubModel", swiftSettings: settings),
  .target(name: "HubCrypto", dependencies: ["COpenSSL", "HubModel"], swiftSettings: settings),
  .target(name: "HubTransfer", dependencies: ["CLibCurl", "HubModel"], swiftSettings: settings),
  .target(name: "HubConnectorKit", dependencies: ["HubModel"], swiftSettings: settings),
]

for connector in connectors {
  targets.append(
    .target(
      name: "\(connector.name)Connector",
      dependencies: ["HubModel", "HubConnectorKit", .byName(name: connector.driver)],
      path: "Connectors/\(connector.name)", exclude: ["README.md"], swiftSettings: settings))
}

targets += [
  .testTarget(name: "HubCryptoTests", dependencies: ["HubCrypto", "HubModel"], swiftSettings: settings),
  .testTarget(name: "HubConnectorKitTests", dependencies: ["HubConnectorKit", "HubModel"], swiftSettings: settings),
  .testTarget(name: "HubTransferTests", dependencies: ["HubTransfer", "HubModel"], swiftSettings: settings),
  .testTarget(name: "FilesConnectorTests", dependencies: ["FilesConnector", "HubConnectorKit", "HubModel"], swiftSettings: settings),
]

let package = Package(
  name: "govhub",
  targets: targets,
  swiftLanguageModes: [.v6]
)
