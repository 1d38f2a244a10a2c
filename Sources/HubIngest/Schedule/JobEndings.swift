import Synchronization

/// Where jobs leave word that they ended, until the scheduler looks.
final class JobEndings: Sendable {
  struct Item: Sendable {
    var dataset: String
    var ending: IngestSchedule.Ending
  }

  private let items = Mutex<[Item]>([])

  func add(_ dataset: String, _ ending: IngestSchedule.Ending) {
    items.withLock { $0.append(Item(dataset: dataset, ending: ending)) }
  }

  func take() -> [Item] {
    items.withLock { items in
      defer { items = [] }
      return items
    }
  }
}
