import HubCrypto
import HubModel
import HubPolicy
import HubStandards
import HubStore

/// What stands for values in answers (去标识化): one client recognises them for one purpose, and two cannot be joined.
struct Pseudonyms: Sendable {
  private let key: Fingerprinter
  /// Of the key: a new one gives every value another pseudonym.
  private let version: UInt16

  /// Nil where the ring has no key for them.
  init?(_ keys: KeyRing) throws(HubError) {
    guard keys.purposes.contains(.pseudonym) else { return nil }
    key = try keys.fingerprinter(.pseudonym)
    version = keys.version
  }

  /// For the masks of one request.
  func masking(_ exchange: Exchange) -> Masking {
    let model = exchange.view.state.model
    let client = exchange.identity.clientID
    return Masking(at: exchange.at) { purpose, attribute, value in
      let comparable = Self.comparable(value, of: attribute, in: model)
      return text([client, purpose, attribute, comparable])
    }
  }

  /// `k1-` and 32 hexadecimal digits: HMAC(client ‖ purpose ‖ attribute ‖ value), each part preceded by its count.
  func text(_ parts: [String]) -> String {
    var message: [UInt8] = []
    for part in parts {
      withUnsafeBytes(of: UInt32(part.utf8.count).littleEndian) { message.append(contentsOf: $0) }
      message.append(contentsOf: part.utf8)
    }
    return "k\(version)-\(Hex.encode(key(message).bytes))"
  }

  /// Two spellings of one name are one value; all else is stored in its canonical form.
  private static func comparable(_ value: String, of attribute: String, in model: Model) -> String {
    let names = attribute.split(separator: ".", maxSplits: 1).map(String.init)
    guard names.count == 2, let type = model.entity(names[0])?.attribute(names[1])?.type else { return value }
    switch type {
    case .personName: return PersonName.fold(value).folded
    case .organisationName: return OrganisationName.fold(value).folded
    default: return value
    }
  }
}
