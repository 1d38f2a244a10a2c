import HubModel

extension FilesConfiguration {
  /// A web server tells neither the files of a folder nor size and time of one: what needs them is refused.
  /// - Parameter address: with what the secret gives of it.
  /// - Throws: `readiness-unsuitable`, `name-pattern-unsuitable`, and what a malformed pattern throws.
  func check(_ address: String) throws(HubError) {
    guard FileProtocol(address) == .web else { return }
    guard (readiness.stableFor ?? 0) == 0 else {
      throw HubError(
        "readiness-unsuitable", "Over HTTP a file's size and time cannot be watched (`ready_when.stable_for`).",
        remedy: "Agree on a companion file: `ready_when: {companion: …}`.")
    }
    guard try FileFinder(address).pattern.isPlain else {
      throw HubError(
        "name-pattern-unsuitable", "Over HTTP no folder is listed: the address must name one file.",
        remedy: "Ask the department for one address of the file, or for SFTP.")
    }
  }
}
