import Foundation
import Glibc
import HubCrypto
import HubModel

/// Where a passphrase comes from: a file descriptor, a private file that the environment names, or the terminal without echo.
/// Never an argument, which every user of the machine could read.
struct Passphrase {
  static let variable = "GOVHUB_PASSPHRASE_FILE"

  let descriptor: Int32?

  /// The first line. Throws `passphrase-missing`, `passphrase-exposed`.
  func read(_ prompt: String) throws(HubError) -> [UInt8] {
    if let descriptor { return try Self.line(PrivateFile.text(descriptor)) }
    if let path = ProcessInfo.processInfo.environment[Self.variable] {
      return try Self.line(try PrivateFile.read(path, exposed: "passphrase-exposed"))
    }
    return try Self.line(Self.terminal(prompt))
  }

  /// Asked twice on a terminal: what was mistyped could never be opened again. Throws also `passphrases-differ`.
  func choose(_ prompt: String, again: String) throws(HubError) -> [UInt8] {
    let chosen = try read(prompt)
    if descriptor == nil, ProcessInfo.processInfo.environment[Self.variable] == nil, try read(again) != chosen {
      throw HubError("passphrases-differ", "The two passphrases differ.", remedy: "Try again.")
    }
    return chosen
  }

  private static func line(_ text: String?) throws(HubError) -> [UInt8] {
    let line = (text ?? "").prefix { !$0.isNewline }
    guard !line.isEmpty else {
      throw HubError(
        "passphrase-missing", "There is no passphrase.",
        remedy: "Use a terminal, --passphrase-fd, or \(variable) with the path of a file of mode 0600.")
    }
    return Array(line.utf8)
  }

  /// Nil without a terminal.
  private static func terminal(_ prompt: String) -> String? {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return nil }
    defer { close(terminal) }
    var settings = termios()
    guard tcgetattr(terminal, &settings) == 0 else { return nil }
    var silent = settings
    silent.c_lflag &= ~tcflag_t(ECHO)
    guard tcsetattr(terminal, TCSAFLUSH, &silent) == 0 else { return nil }
    defer { tcsetattr(terminal, TCSAFLUSH, &settings) }
    write(terminal, prompt)
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = Glibc.read(terminal, &bytes, bytes.count)
    write(terminal, "\n")
    return count > 0 ? String(validating: bytes[..<count], as: UTF8.self) : nil
  }

  private static func write(_ terminal: Int32, _ text: String) { _ = Glibc.write(terminal, text, text.utf8.count) }
}
