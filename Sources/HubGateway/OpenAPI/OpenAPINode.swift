/// A JSON value written as a Swift literal; members keep their order.
enum OpenAPINode: Sendable, ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation
{
  case object([(String, OpenAPINode)])
  case array([OpenAPINode])
  case string(String)
  case bool(Bool)
  case integer(Int)

  init(dictionaryLiteral elements: (String, OpenAPINode)...) { self = .object(elements) }
  init(arrayLiteral elements: OpenAPINode...) { self = .array(elements) }
  init(stringLiteral value: String) { self = .string(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(integerLiteral value: Int) { self = .integer(value) }

  static func words(_ words: [String]) -> OpenAPINode { .array(words.map { .string($0) }) }

  func write(to json: inout JSONWriter) {
    switch self {
    case .object(let members):
      json.beginObject()
      for (name, value) in members {
        json.key(name)
        value.write(to: &json)
      }
      json.endObject()
    case .array(let elements):
      json.beginArray()
      for element in elements { element.write(to: &json) }
      json.endArray()
    case .string(let text): json.string(text)
    case .bool(let value): json.bool(value)
    case .integer(let value): json.integer(value)
    }
  }
}
