import Foundation
import HubModel
import HubPostgres

/// Departments of the sample that hand out no files: the registry serves one over HTTP and a REST interface, the tax office an account
/// on its database. What they serve is what the sample's files hold.
final class SampleDepartments: Sendable {
  let folder: DevelopmentFolder
  let service: RegistryService
  let office: TaxDatabase

  /// Opens the registry's service and fills the tax office's database.
  static func open(_ folder: DevelopmentFolder, _ cluster: PrivateCluster) async throws -> SampleDepartments {
    let departments = SampleDepartments(folder, cluster)
    try await departments.office.fill(from: "\(folder.sources)/tax/taxpayers.csv", sample: folder.sampleMark)
    try await departments.service.start()
    try departments.writeSecrets()
    return departments
  }

  private init(_ folder: DevelopmentFolder, _ cluster: PrivateCluster) {
    self.folder = folder
    service = RegistryService(folder: folder)
    office = TaxDatabase(cluster: cluster)
  }

  func close() async { await service.stop() }

  /// Where the datasets lie in place of `{sources}`.
  var sources: [String: String] {
    var sources = [
      "market-regulation/enterprise-registry": """
      connector: files
      url: "\(service.address)/files/enterprise-registry.csv"
      connection: secret://market-regulation/service
      """,
      "tax/taxpayers": """
      connector: postgresql
      host: "\(office.host)"
      database: \(TaxDatabase.name)
      table: public.taxpayers
      tls: {mode: disable}
      connection: secret://tax/database
      """,
    ]
    #if ALL_CONNECTORS
      sources["market-regulation/legal-representatives"] = """
        connector: rest
        url: "\(service.address)/legal-representatives"
        connection: secret://market-regulation/service
        auth: {kind: basic}
        query: {page: "{page}", size: "{limit}"}
        pagination: {kind: page, size: \(RegistryService.pageSize)}
        records: data.list
        count: data.total
        ok: {path: code, equals: "200"}
        """
    #endif
    return sources
  }

  private func writeSecrets() throws {
    try folder.writeSecret("market-regulation/service", ["user": RegistryService.user, "password": service.password])
    try folder.writeSecret("tax/database", ["user": TaxDatabase.reader, "password": office.password])
  }
}
