import Foundation
import HubMapping
import HubModel

/// Publishes policies and mappings while they are edited, once a folder has been left alone between two looks: a file that is still
/// being written is not read. A set with a fault is reported and not published; the last good one stays in force.
struct SetWatcher: Sendable {
  let folder: DevelopmentFolder
  let hub: Hub
  /// The folder people edit; the published copy carries the keys made here.
  let policies: String
  /// The same for mappings, with the sources that the development hub has in place of theirs; nil where the hub's own folder is edited.
  var mappings: (folder: String, sources: [String: String])?
  /// Told what was not published, and why.
  var alarm: @Sendable (String) -> Void = { Terminal.error($0) }

  func watch() async {
    let edited = mappings?.folder ?? hub.configuration.mappings
    var policies = WatchedFolder(path: self.policies)
    var mappings = WatchedFolder(path: edited)
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
      if mappings.isToBeRead() {
        await report("mapping") {
          if let mappings = self.mappings { try folder.takeMappings(from: mappings.folder, sources: mappings.sources) }
          return "m\(try await hub.publishMapping().sequence)"
        }
      }
      if policies.isToBeRead() {
        await report("policy") {
          try folder.takePolicies(from: self.policies, model: try hub.mappingSet().model)
          return "p\(try await hub.publishPolicy().sequence)"
        }
      }
    }
  }

  private func report(_ kind: String, _ publish: () async throws -> String) async {
    do { Terminal.note("\(kind) set \(try await publish()) is live") } catch {
      alarm("\(kind) set not published: \((error as? HubError)?.description ?? "\(error)")")
    }
  }
}
