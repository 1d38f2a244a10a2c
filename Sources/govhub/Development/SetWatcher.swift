import HubMapping
import Foundation
import HubModel

/// Publishes policies and mappings while they are edited. A set with a fault is reported and not published.
struct SetWatcher: Sendable {
  let folder: DevelopmentFolder
  let hub: Hub
  /// The folder people edit; the published copy carries the keys made here.
  let policies: String
  /// The same for mappings, with the sources that the development hub has in place of theirs; nil where the hub's own folder is edited.
  var mappings: (folder: String, sources: [String: String])?

  func watch() async {
    let edited = mappings?.folder ?? hub.configuration.mappings
    var seen = (policies: times(policies), mappings: times(edited))
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
      let now = (policies: times(policies), mappings: times(edited))
      if now.mappings != seen.mappings {
        await report("mapping") {
          if let mappings { try folder.takeMappings(from: mappings.folder, sources: mappings.sources) }
          return "m\(try await hub.publishMapping().sequence)"
        }
      }
      if now.policies != seen.policies {
        await report("policy") {
          try folder.takePolicies(from: policies, model: try hub.mappingSet().model)
          return "p\(try await hub.publishPolicy().sequence)"
        }
      }
      seen = now
    }
  }

  private func report(_ kind: String, _ publish: () async throws -> String) async {
    do { Terminal.note("\(kind) set \(try await publish()) is live") } catch {
      Terminal.error("\(kind) set not published: \((error as? HubError)?.description ?? "\(error)")")
    }
  }

  /// When each file was last changed: a file that went counts as a change like any other.
  private func times(_ folder: String) -> [String: Date] {
    let manager = FileManager.default
    let paths = (try? manager.subpathsOfDirectory(atPath: folder)) ?? []
    return paths.reduce(into: [:]) { times, path in
      times[path] = try? manager.attributesOfItem(atPath: "\(folder)/\(path)")[.modificationDate] as? Date
    }
  }
}
