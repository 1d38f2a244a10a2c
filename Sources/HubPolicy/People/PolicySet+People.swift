import HubModel

extension PolicySet {
  /// The people of a set's files alone, which no model is needed for. Nil where one of their files has a fault.
  package static func people(in files: [PolicyFile]) -> [RegisteredPerson]? {
    let own = files.filter { $0.path.hasPrefix("people/") }
    let loader = PolicyLoader(files: own, model: Model(entities: []), codes: [:])
    let people = loader.people()
    return loader.diagnostics.contains { $0.severity == .error } ? nil : people
  }

  /// The same of the folder that people edit.
  package static func people(folder: String) -> [RegisteredPerson]? {
    let (files, unreadable) = Self.files(in: folder)
    return unreadable.isEmpty ? people(in: files) : nil
  }
}
