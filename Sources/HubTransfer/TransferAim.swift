/// What a run is to bring.
enum TransferAim: Sendable, Equatable {
  /// All bytes; a refusing HTTP status is an error.
  case content
  /// All bytes of a good HTTP status, and of any other what the server says.
  case answer
  /// The names in a folder, by a command of FTP or by the usual one.
  case listing(command: String?)
  /// Size and time of one file.
  case state
}

/// What a run brought, beside the bytes that went to its reader.
struct TransferOutcome: Sendable {
  var summary = TransferSummary(bytes: 0, lastModified: nil)
  /// Of HTTP; 0 elsewhere.
  var status = 0
  var headers: [(name: String, value: String)] = []
  var refusal: [UInt8] = []
  var files: [RemoteFile] = []
}
