import ArgumentParser
import Foundation
import HubCrypto
import HubModel
import HubPostgres
import HubStore

struct Erase: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Erase one subject on request, and print a signed statement of it (JSON).",
    discussion: """
      For the data steward. Reads the number from standard input. Waits for runs of the datasets concerned, removes the rows in
      one transaction, and puts on record that it was done, under the subject's audit fingerprint. What the sources bring of the
      subject afterwards is refused and counted (reason `erased`), without its text, until --lift. The audit of who asked stays.
      Example: govhub erase --entity person --reason "request 2026-17" < number.txt > statement.json
      """)

  @OptionGroup var settings: Settings
  @Option(help: "person or enterprise.") var entity = "person"
  @Option(help: "Kind of the document where it is not a resident's ID, for example passport.") var document: String?
  @Option(help: "Why; kept with the erasure. Never a name or a number.") var reason: String
  @Flag(help: "Take it back: the subject comes again with the next read of its sources.") var lift = false

  func validate() throws {
    if let document, DocumentKind(word: document) == nil {
      throw OptionWord.refused(document, of: "--document", words: DocumentKind.allCases.map(\.word))
    }
    if reason.isEmpty { throw ValidationError("--reason must say why.") }
  }

  func run() async throws {
    let hub = try await Hub(settings)
    let number = try SubjectNumber.read(entity: entity, document: document.flatMap(DocumentKind.init(word:)))
    try await hub.withDatabase(nil) { connection in
      let held = try hub.keyRing()
      try await KeyVersions.check(held, on: connection)
      let keys = try await KeyVersions.inForce(held, on: connection)
      let schema = try await hub.publishedMapping(on: connection).storeSchema
      try requireEntity(schema)
      let erasure = Erasure(connection: connection, schema: schema, keys: keys, entity: entity)
      let subject = try number.subject(entity, keys: keys)
      if lift { try await takeBack(hub, erasure, subject, keys) } else { try await erase(hub, erasure, subject, keys) }
    }
  }

  private func requireEntity(_ schema: StoreSchema) throws {
    let names = schema.model.entities.filter { $0.kind == .entity }.map(\.name)
    if !names.contains(entity) { throw OptionWord.refused(entity, of: "--entity", words: names) }
  }

  private func erase(_ hub: Hub, _ erasure: Erasure, _ subject: Subject, _ keys: KeyRing) async throws {
    let signer = try keys.signer()
    let report = try await erasure.erase(subject, reason: reason, by: Person.current) { report in
      try await hub.record(.eraseSubject, [report.target(of: entity)])
    }
    let told = ErasureStatement.Told(
      hub: keys.identity, entity: entity, subject: Hex.encode(report.subject.bytes),
      erasedAt: Self.time(report.at), erasedBy: Person.current, reason: reason,
      rows: Dictionary(report.counts.map { ($0.table, $0.rows) }, uniquingKeysWith: +),
      backupRetention: hub.configuration.backupRetention,
      remains: ["audit", "records of others", "refused rows whose subject could not be read", "backups"])
    Terminal.say(try Terminal.json(try ErasureStatement(told, signer: signer)))
    Terminal.note(Self.remaining(hub.configuration.backupRetention))
  }

  private func takeBack(_ hub: Hub, _ erasure: Erasure, _ subject: Subject, _ keys: KeyRing) async throws {
    let target = Hex.encode(try keys.fingerprinter(.audit)(subject.fingerprint.bytes).bytes)
    try await hub.record(.liftErasure, ["\(entity) \(target)"])
    guard try await erasure.lift(subject) else {
      throw HubError("subject-not-erased", "This subject is not kept out.", remedy: "Nothing was changed.")
    }
    Terminal.note(
      Terminal.isChinese ? "已解除：下次读取来源时将重新入库。" : "Lifted: the subject comes again with the next read of its sources.")
  }

  private static func time(_ micros: Int64) -> String {
    ISO8601DateFormatter().string(from: Date(timeIntervalSince1970: Double(micros) / 1_000_000))
  }

  private static func remaining(_ retention: String) -> String {
    Terminal.isChinese
      ? """
      仍保留：审计记录（法定期限内）；他人记录中的相关内容；隔离区中号码无法识别的行；备份（\(retention) 后不再含有）。
      来源再次提供该对象时将拒收并计数（原因 erased），直至 govhub erase --lift。
      """
      : """
      What remains: the audit, as long as the law says; what others' records say; rows in quarantine
      whose number could not be read; backups, for \(retention).
      What sources bring of the subject is refused and counted (reason erased), until govhub erase --lift.
      """
  }
}
