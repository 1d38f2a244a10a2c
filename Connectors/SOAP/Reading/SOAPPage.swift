import HubModel
import HubXML

/// The records of one answer.
struct SOAPPage {
  struct Record {
    let element: XMLElement
    /// The element as text, made when it is asked for: what goes to quarantine, and what two pages are compared by.
    func raw() -> [UInt8] { element.serialised() }

    /// Local names of the children, each once: names of columns, never values.
    func childNames() throws(HubError) -> [String] {
      var names: [String] = []
      for child in try element.nodes("*") where !names.contains(child.name) { names.append(child.name) }
      return names
    }
  }

  let records: [Record]
  /// What the answer counts; nil where it does not, or nobody asked for it.
  let total: Int64?

  init(_ elements: [XMLElement], total: Int64? = nil) {
    records = elements.map { Record(element: $0) }
    self.total = total
  }

  /// Equal for pages of equal records, within one process.
  func fingerprint() -> Int {
    var hasher = Hasher()
    for record in records {
      let raw = record.raw()
      hasher.combine(raw.count)
      raw.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
    return hasher.finalize()
  }
}
