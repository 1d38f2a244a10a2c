/// Why a text is not taken as JSON. `offset` counts bytes of the text; no fault carries any of it.
struct JSONFault: Error, Equatable {
  enum Kind: Equatable {
    /// Not JSON by RFC 8259, or not UTF-8, or bytes after the value.
    case malformed
    /// A NUL character or half of a surrogate pair within a string.
    case forbiddenCharacter
    case duplicateMember
    case tooDeep
    /// More members or values than any question has.
    case tooLarge
  }
  var kind: Kind
  var offset: Int
}
