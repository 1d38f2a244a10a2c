import CLibXML2
import HubModel

/// libxml2's own set-up, and the encoding of a document that is told from outside.
enum XMLSetUp {
  private static let isReady = hub_xml_prepare() != 0

  /// - Throws: `xml-unavailable`; `xml-encoding-unknown` where `encoding` is none that the library can read.
  static func prepare(encoding: String?) throws(HubError) {
    guard isReady else { throw HubError("xml-unavailable", "libxml2 could not be set up.") }
    hub_xml_silence()
    guard let encoding, hub_xml_knows(encoding) == 0 else { return }
    throw HubError(
      "xml-encoding-unknown", "The encoding that was told for an XML document is not known.",
      remedy: "Name it as the registry of IANA does, for example UTF-8 or GB18030.")
  }

  /// What to parse as, and how many bytes of a byte order mark to leave out: libxml2 drops a mark only where it is told no
  /// encoding.
  static func resolve(_ encoding: String?, start: UnsafeRawBufferPointer) -> (encoding: String?, skipped: Int) {
    guard let encoding else { return (nil, 0) }
    let name = encoding.uppercased()
    let mark = marks.first { name.hasPrefix($0.family) && start.starts(with: $0.bytes) }
    guard name == "UTF-16" else { return (encoding, mark?.bytes.count ?? 0) }
    return (mark?.encoding ?? "UTF-16LE", mark?.bytes.count ?? 0)
  }

  /// The longest mark.
  static let longestMark = 4

  private static let marks: [(family: String, bytes: [UInt8], encoding: String)] = [
    ("UTF-8", [0xEF, 0xBB, 0xBF], "UTF-8"), ("UTF-16", [0xFF, 0xFE], "UTF-16LE"), ("UTF-16", [0xFE, 0xFF], "UTF-16BE"),
    ("GB", [0x84, 0x31, 0x95, 0x33], "GB18030"),
  ]
}
