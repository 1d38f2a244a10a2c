import HubConnectorKit
import HubCrypto
import HubMapping
import HubModel
import HubPolicy
import HubPostgres
import HubStore

/// A deployment as a command sees it: its settings, and what is opened on demand.
struct Hub: Sendable {
  var configuration: HubConfiguration

  init(_ settings: Settings) async throws { configuration = try await settings.load() }
  init(_ configuration: HubConfiguration) { self.configuration = configuration }

  func keyRing() throws -> KeyRing { try KeyRing.load(from: configuration.keys) }

  /// The database as one kind of process sees it.
  func database(_ role: DatabaseRole?, application: String = "govhub") -> PostgresConfiguration {
    var database = PostgresConfiguration(uri: configuration.database)
    database.role = role?.rawValue
    database.applicationName = application
    SessionLimits(role).apply(to: &database)
    return database
  }

  /// Opens a connection for the length of `body`.
  func withDatabase<R: Sendable>(_ role: DatabaseRole?, _ body: (PostgresConnection) async throws -> R) async throws -> R {
    let connection = try await PostgresConnection.connect(database(role))
    do {
      let result = try await body(connection)
      await connection.close()
      return result
    } catch {
      let told = role == nil ? await Self.told(error, on: connection) : error
      await connection.close()
      throw told
    }
  }

  /// What takes no role of a process takes the schema's owner: a login that is not is told whose it is.
  private static func told(_ error: any Error, on connection: PostgresConnection) async -> any Error {
    let names = """
      SELECT quote_ident(pg_get_userbyid(nspowner)), quote_ident(session_user) FROM pg_namespace WHERE nspname = 'control'
      """
    guard (error as? PostgresError)?.isRefusedRight == true,
      let rows = try? await connection.query(names, [], prepare: false), rows.count == 1,
      let owner = rows.text(0, 0), let login = rows.text(0, 1)
    else { return error }
    return HubError(
      "owner-needed", "The login \(login) may not do this: it is for the owner of the hub's schema, \(owner).",
      remedy: "Log in as that owner, or run: GRANT \(owner) TO \(login).")
  }

  // MARK: the files people edit

  /// The mapping set of the folder. Throws with every fault printed.
  func mappingSet() throws -> MappingSet {
    let (set, diagnostics) = loadMappings()
    return try Self.checked(set, diagnostics, folder: configuration.mappings)
  }

  func policySet(_ mapping: MappingSet) throws -> PolicySet {
    let (set, diagnostics) = PolicySet.load(
      folder: configuration.policies, model: mapping.model, codes: mapping.codeWords,
      isProduction: configuration.profile == .production)
    return try Self.checked(set, diagnostics, folder: configuration.policies)
  }

  private static func checked<S>(_ set: S?, _ diagnostics: [Diagnostic], folder: String) throws -> S {
    let errors = diagnostics.filter { $0.severity == .error }
    for error in errors.sorted() { Terminal.error("\(folder)/" + error.rendered(chinese: Terminal.isChinese)) }
    guard errors.isEmpty, let set else {
      throw HubError("files-at-fault", "\(folder) has \(max(errors.count, 1)) fault(s).", remedy: "Mend them; nothing was changed.")
    }
    return set
  }

  // MARK: the published sets

  /// The live mapping set of the database.
  func publishedMapping(on connection: PostgresConnection) async throws -> MappingSet {
    guard let published = try await PublishedSet.live(.mapping, on: connection) else {
      throw HubError("mapping-not-published", "The database holds no mapping set.", remedy: "Run `govhub mapping publish`.")
    }
    return try MappingSet.read(published)
  }

  /// The live policy set of the database.
  func publishedPolicy(on connection: PostgresConnection) async throws -> PolicySet {
    let model = try await publishedMapping(on: connection).model
    guard let published = try await livePolicy(on: connection) else {
      throw HubError("policy-not-published", "The database holds no policy set.", remedy: "Run `govhub policy publish`.")
    }
    return try PolicySet.read(published, model: model)
  }
}

extension MappingSet {
  static func read(_ published: PublishedSet) throws -> MappingSet {
    let (set, diagnostics) = load(files: published.files, connectors: SourceConnectors.kinds)
    guard let set, !diagnostics.contains(where: { $0.severity == .error }) else {
      throw HubError(
        "set-unreadable", "Mapping set \(published.sequence) of the database is not one that this version reads.",
        remedy: "Publish it again with this version.")
    }
    return set
  }

  var storeSchema: StoreSchema { StoreSchema(model: model, authority: authority, datasets: datasets.map(\.schema)) }
}

extension MappingSet {
  /// Over paths and texts of all files, packed as they are published.
  var digest: [UInt8] { SM3.digest(PackedFiles.pack(files)).bytes }

  /// Of the files that decide how one dataset is read and understood: its own, the model and the code lists.
  func digest(of dataset: DatasetMapping) -> [UInt8] {
    let own = files.filter {
      $0.path == "model.yaml" || $0.path.hasPrefix("codes/") || $0.path == "\(dataset.schema.name).yaml"
    }
    return SM3.digest(PackedFiles.pack(own)).bytes
  }
}

extension MappingSet {
  /// The words of each canonical code list, by which row conditions are checked.
  var codeWords: [String: Set<String>] { codes.filter { $0.value.isCanonical }.mapValues { Set($0.words.map(\.word)) } }
}

extension PolicySet {
  /// Throws `set-unreadable`.
  static func read(_ published: PublishedSet, model: Model) throws -> PolicySet {
    let (set, _) = load(files: published.files.map { PolicyFile(path: $0.path, text: $0.text) }, model: model)
    guard let set else {
      throw HubError(
        "set-unreadable", "Policy set \(published.sequence) of the database is not one that this version reads.",
        remedy: "Publish it again with this version.")
    }
    return set
  }
}
