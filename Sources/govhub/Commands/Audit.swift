import ArgumentParser
import Foundation
import HubCrypto
import HubModel
import HubStore

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "The record of every question and answer.", subcommands: [VerifyAudit.self])

  struct VerifyAudit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Prove that no entry was edited, removed, inserted or moved; names each that was.",
      discussion: """
        Prints the newest head of each writer. Keep those lines outside the database: given back with --expect-head they also
        prove that nothing was cut off the end. Exit status 1 where anything does not hold.
        """)

    @OptionGroup var settings: Settings
    @Option(help: "A head line printed earlier: \"writer sequence root\". May be given several times.") var expectHead: [String] =
      []
    @Flag(help: "As JSON.") var json = false

    private struct Result: Encodable {
      var writers: Int
      var batches: Int
      var entries: Int
      var heads: [String]
      var faults: [Fault]
      struct Fault: Encodable {
        var kind: String
        var place: String
      }
    }

    func run() async throws {
      let hub = try await Hub(settings)
      let report = try await hub.withDatabase(.auditor) { connection in
        try await AuditVerifier(connection: connection).verify(expecting: expectHead) { entries in
          Terminal.progress("\(entries) entries")
        }
      }
      Terminal.endProgress()
      if json {
        let result = Result(
          writers: report.writers, batches: report.batches, entries: report.entries, heads: report.heads,
          faults: report.faults.map { .init(kind: $0.kind.rawValue, place: $0.place) })
        Terminal.say(try Terminal.json(result))
      } else {
        for head in report.heads { Terminal.say("head \(head)") }
        for fault in report.faults { Terminal.say("FAULT \(fault.kind.rawValue) \(fault.place)") }
        Terminal.say(
          "\(report.entries) entries in \(report.batches) batches of \(report.writers) writers: "
            + (report.faults.isEmpty ? "intact" : "\(report.faults.count) fault(s)"))
      }
      if !report.faults.isEmpty { throw ExitCode(1) }
    }
  }
}

struct ReceiptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt", abstract: "Receipts of answers.", subcommands: [VerifyReceipt.self, PublicKey.self])

  struct VerifyReceipt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Check a receipt offline, with nothing but the hub's public key.",
      discussion: "Reads the receipt from the argument, or from standard input with `-`. Exit status 1 where it does not hold.")

    @Argument(help: "The `receipt` of an answer, or -.") var receipt: String
    @Option(help: "The hub's public key (PEM), from `govhub receipt public-key`.") var publicKey: String

    func run() async throws {
      let text = receipt == "-" ? readLine() ?? "" : receipt
      guard let bytes = Base64URL.decode(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
        throw HubError("receipt-malformed", "The receipt is not base64url text.")
      }
      let receipt = try SignedReceipt(Receipt(bytes: bytes))
      guard let pem = try? String(contentsOfFile: publicKey, encoding: .utf8) else {
        throw HubError("key-file-unreadable", "\(publicKey) cannot be read.", remedy: "See `govhub receipt public-key`.")
      }
      let verifier = try Verifier(publicKeyPEM: pem)
      let faults = receipt.faults(verifier: verifier)
      if !faults.isEmpty {
        Terminal.error((["NOT VALID"] + faults).joined(separator: "\n"))
        throw ExitCode(1)
      }
      Terminal.say(String(decoding: receipt.told, as: UTF8.self))
      Terminal.say(
        "valid: entry \(receipt.proof.index + 1) of \(receipt.proof.count) in batch \(receipt.head.sequence), key \(receipt.keyID)")
    }
  }

  struct PublicKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "public-key", abstract: "Print the public key that receipts are checked with.")
    @OptionGroup var settings: Settings

    func run() async throws {
      let hub = try await Hub(settings)
      print(try hub.keyRing().signer().publicKeyPEM, terminator: "")
    }
  }
}
