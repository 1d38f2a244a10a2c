/// First in, first out, without moving the rest at every removal.
struct FIFO<Element> {
  private var elements: [Element?] = []
  private var head = 0

  var count: Int { elements.count - head }
  var isEmpty: Bool { head == elements.count }
  var first: Element? { isEmpty ? nil : elements[head] }

  mutating func append(_ element: Element) { elements.append(element) }

  mutating func prepend(_ element: Element) {
    if head > 0 {
      head -= 1
      elements[head] = element
    } else {
      elements.insert(element, at: 0)
    }
  }

  mutating func removeFirst() -> Element {
    guard let element = elements[head] else { preconditionFailure("removed already") }
    elements[head] = nil
    head += 1
    if head == elements.count {
      elements.removeAll(keepingCapacity: true)
      head = 0
    } else if head >= 1024, head * 2 > elements.count {
      elements.removeFirst(head)
      head = 0
    }
    return element
  }

  mutating func removeAll() -> [Element] {
    defer { self = FIFO() }
    return elements.compactMap { $0 }
  }

  mutating func remove(where isUnwanted: (Element) -> Bool) {
    elements = elements.compactMap { $0 }.filter { !isUnwanted($0) }
    head = 0
  }

  func forEach(_ body: (Element) -> Void) { for case let element? in elements { body(element) } }
}
