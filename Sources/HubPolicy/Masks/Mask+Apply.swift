package import HubModel

extension Mask {
  /// Stands for what is hidden where its length would tell something, and for values that are not of the mask's form.
  static let hidden = "****"

  /// The shown form of a value; nil: shown as null. Counts what people see as one character (extended grapheme clusters).
  ///
  /// - Parameter attribute: `entity.attribute`, which enters a pseudonym, as `purpose` does.
  /// - Throws: `key-not-held` where a pseudonym is asked of a process without the key.
  package func apply(
    _ value: String, of attribute: String = "", for purpose: String = "", _ masking: Masking
  ) throws(HubError) -> String? {
    switch kind {
    case .keep, .hide, .show: byPlace(value)
    case .before(let mark, let first): Mask.hide(before: mark, first: first, of: Array(value))
    case .after(let mark, let last): Mask.hide(after: mark, last: last, of: Array(value))
    case .surname: Mask.keepSurname(of: Array(value))
    case .county: Mask.keepCounty(of: Array(value))
    case .year: Mask.keepYear(of: value)
    case .ageBand(let width): AgeBand(width: width).text(born: value, today: masking.today) ?? Mask.hidden
    case .band(let bands): bands.text(of: value) ?? Mask.hidden
    case .fixed(let text): text
    case .withhold: nil
    case .pseudonym: try pseudonym(value, attribute, purpose, masking)
    }
  }

  private func pseudonym(
    _ value: String, _ attribute: String, _ purpose: String, _ masking: Masking
  ) throws(HubError) -> String {
    guard let make = masking.pseudonym else {
      throw HubError(
        "key-not-held", "This process does not hold the key for pseudonyms.",
        remedy: "Give the gateway a key ring for reading.")
    }
    return make(purpose, attribute, value)
  }

  /// The country code of a telephone number is shown and not counted: it is the same for all.
  private func byPlace(_ value: String) -> String {
    let characters = Array(value)
    let start = NationalNumber.start(in: characters)
    let number = Array(characters[start...])
    guard let places = kind.places(of: number.count) else { return Mask.hidden }
    return String(characters[..<start]) + places.render(number)
  }

  /// Where nothing stands before the mark, what follows it is the whole value.
  private static func hide(before mark: Character, first: Int, of value: [Character]) -> String {
    guard let place = value.lastIndex(of: mark), place > 0 else { return hidden }
    return String(value.prefix(min(first, place / 2))) + hidden + String(value[place...])
  }

  private static func hide(after mark: Character, last: Int, of value: [Character]) -> String {
    guard let place = value.firstIndex(of: mark), place < value.count - 1 else { return hidden }
    let count = value.count - place - 1
    return String(value[...place]) + hidden + String(value.suffix(min(last, count / 2)))
  }

  private static func keepSurname(of name: [Character]) -> String {
    let isCompound = name.count > 2 && Surname.compound.contains(String(name[..<2]))
    return ShownPlaces(first: isCompound ? 2 : 1, last: 0, of: name.count).render(name)
  }

  private static func keepCounty(of address: [Character]) -> String {
    let end = AddressPrefix.throughCounty(address)
    return end == address.count ? String(address) : String(address[..<end]) + hidden
  }

  private static func keepYear(of date: String) -> String {
    let digits = date.utf8.prefix(5)
    let isYear = digits.count == 5 && digits.last == 0x2D && digits.dropLast().allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    return isYear ? String(date.prefix(4)) : hidden
  }
}
