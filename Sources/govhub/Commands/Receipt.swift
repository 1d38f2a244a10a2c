import ArgumentParser
import Foundation
import HubCrypto
import HubModel
import HubStore

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
      let verifier = try Verifier(pemFile: publicKey)
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
