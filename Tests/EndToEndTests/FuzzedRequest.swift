/// A well-formed request cut at its values, so that any bytes can stand in the place of one.
struct FuzzedRequest: Sendable {
  var path: String
  var client: String
  /// The text between the values, one more than there are values.
  var pieces: [String]
  var values: [String]

  /// `template` has its values between «».
  init(_ path: String, as client: String, _ template: String) {
    self.path = path
    self.client = client
    let parts = template.split(omittingEmptySubsequences: false) { $0 == "«" || $0 == "»" }.map(String.init)
    pieces = parts.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    values = parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }

  func body(place: Int?, _ bytes: [UInt8] = []) -> [UInt8] {
    var body = Array(pieces[0].utf8)
    for index in values.indices {
      body += index == place ? bytes : Array(values[index].utf8)
      body += Array(pieces[index + 1].utf8)
    }
    return body
  }

  static let all = [
    FuzzedRequest(
      "/v1/verifications/person", as: "hall-rpa-01",
      #"""
      {"purpose":«"permit-acceptance"»,"context":{"itemCode":«"1"»,"caseNo":«"2"»},
       "person":{"documentType":«"residentId"»,"number":«"110101198506159013"»,"name":«"样例"»}}
      """#),
    FuzzedRequest(
      "/v1/verifications/enterprise", as: "hall-rpa-01",
      #"""
      {"purpose":«"permit-acceptance"»,"context":«{"itemCode":"1","caseNo":"2"}»,"enterprise":{"code":«"91350203M900000113"»,
       "name":«"样例"»,"legalRep":{"role":«"legalRepresentative"»,"number":«"110101198506159013"»,"name":«"样例"»}}}
      """#),
    FuzzedRequest(
      "/v1/verifications/batch", as: "hall-rpa-01",
      #"""
      {"purpose":«"permit-acceptance"»,"context":{"itemCode":"1","caseNo":"2"},
       "items":[{"id":"1","person":«{"number":"110101198506159013","name":"样例"}»},
       {"id":"2","person":{"number":«"1"»,"name":«"1"»}}]}
      """#),
    FuzzedRequest(
      "/v1/enterprises/lookup", as: "reader-01",
      #"{"purpose":«"permit-acceptance"»,"enterprise":{"name":«"样例"»},"attributes":[«"code"»,«"legal_rep_name"»]}"#),
  ]

  /// A value that may stand in no answer.
  static let marker = "齾靐龖"

  /// Wrong types, lengths and characters, numbers beyond every bound, SQL.
  static let values: [[UInt8]] = texts.map { Array($0.utf8) } + broken

  private static let texts: [String] = [
    "null", "true", "0", "-1", "1e400", "99999999999999999999999999999999", "0.1e-999", "[]", "{}", "[[[[]]]]", "\"\"",
    #""\u0000""#, #""齾靐龖\u0000""#, #""\ud800""#, #""\udc00\ud800""#, #""\uffff\ufffe""#, #""\\""#, #""齾靐龖\n\r\t""#,
    #""齾靐龖'; DROP TABLE hub.person; --""#, #""' OR '1'='1""#, #""齾靐龖') UNION SELECT entry FROM audit.entry --""#,
    #""1; COMMIT; SELECT pg_sleep(1)""#, #""\u202e齾靐龖""#, #""%00%27""#, #""${jndi:齾靐龖}""#, #""齾靐龖%s%n%d""#,
    #""110101198506159013::bigint""#, "\"\(String(repeating: marker, count: 10))\"",
    "\"\(String(repeating: "9", count: 90))\"",
    "\"\(String(repeating: marker, count: 20_000))\"", String(repeating: "[", count: 5000), "\"", "", "齾靐龖",
  ]

  private static let broken: [[UInt8]] = [
    [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE9, 0xBD, 0x22],
    [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0x00, 0x22], [0x00], [0xFE, 0xFF], [0x22, 0x01, 0x7F, 0x22],
  ]
}
