import HubModel
import HubXML

/// The records of one answer.
struct SOAPPage {
  struct Record {
    let element: XMLElement
    /// The element as text: what goes to quarantine, and what two pages are compared by.
    let raw: [UInt8]

    /// Local names of the children, each once: names of columns, never values.
    func childNames() throws(HubError) -> [String] {
      var names: [String] = []
      for child in try element.nodes("*") where !names.contains(child.name) { names.append(child.name) }
      return names
    }
  }

  let records: [Record]
  /// Equal for pages of equal records, within one process.
  let fingerprint: Int

  init(_ elements: [XMLElement]) {
    let records = elements.map { Record(element: $0, raw: $0.serialised()) }
    var hasher = Hasher()
    for record in records {
      hasher.combine(record.raw.count)
      record.raw.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
    self.records = records
    fingerprint = hasher.finalize()
  }
}
