import Foundation
import HubCrypto
import HubPostgres
import HubStore
import Testing

@testable import govhub

extension Invariants {
  @Suite("Attack 33: the audit tampered with") struct AuditTampering {
    struct Tampering: Sendable, CustomTestStringConvertible {
      var testDescription: String
      var statement: String
      /// Kind, and the batch and position that are named.
      var fault: (kind: String, place: String)

      init(_ name: String, _ statement: String, _ kind: String, _ place: String) {
        testDescription = name
        self.statement = statement
        fault = (kind, place)
      }
    }

    static let within = [
      Tampering(
        "an entry edited", "UPDATE audit.entry SET entry = replace(entry, 'hall-rpa-01', 'hall-rpa-02') WHERE batch = 2", "edited",
        "2/0"),
      Tampering(
        "what only the audit keeps edited",
        "UPDATE audit.entry SET entry = replace(entry, '\"allow\"', '\"deny\"') WHERE batch = 2", "edited", "2/0"),
      Tampering(
        "the subject that is searched by edited", "UPDATE audit.entry SET subject = '\\x00' WHERE batch = 3", "edited", "3/0"),
      Tampering("an entry deleted", "DELETE FROM audit.entry WHERE batch = 2", "deleted", "2/0"),
      Tampering(
        "an entry inserted",
        "INSERT INTO audit.entry SELECT writer, batch, 1, subject, salt, entry FROM audit.entry WHERE batch = 2", "inserted",
        "2/1"),
      Tampering(
        "entries reordered",
        """
        UPDATE audit.entry a SET entry = b.entry, salt = b.salt FROM audit.entry b
        WHERE a.batch IN (2, 3) AND b.batch IN (2, 3) AND a.batch <> b.batch
        """, "edited", "3/0"),
      Tampering("a batch deleted", "DELETE FROM audit.batch WHERE sequence = 2", "batch-missing", "2"),
      Tampering(
        "a batch deleted with its entries",
        "DELETE FROM audit.batch WHERE sequence = 2; DELETE FROM audit.entry WHERE batch = 2", "batch-missing", "2"),
      Tampering(
        "batches reordered",
        "UPDATE audit.batch SET sequence = 10 - sequence WHERE sequence IN (2, 3)", "batch-missing", "2"),
      Tampering(
        "a batch appended",
        """
        INSERT INTO audit.batch SELECT writer, 5, at, entries, root, root, leaves, signature FROM audit.batch WHERE sequence = 4;
        INSERT INTO audit.entry SELECT writer, 5, position, subject, salt, entry FROM audit.entry WHERE batch = 4
        """, "signature-wrong", "5"),
    ]

    @Test("within a chain is found and named", arguments: within)
    func found(_ tampering: Tampering) async throws {
      try await Deployment.with(isLoaded: false) { hub in
        _ = try await AuditSample.write(4, in: hub)
        let intact = try await hub.verifiedAudit()
        #expect(intact.status == 0, "\(intact.faults)")
        try await hub.sql { try await $0.execute(tampering.statement) }
        let found = try await hub.verifiedAudit()
        #expect(found.status == 1)
        let named = found.faults.contains {
          $0.hasPrefix("\(tampering.fault.kind) ") && $0.hasSuffix("/\(tampering.fault.place)")
        }
        #expect(named, "\(found.faults)")
      }
    }

    @Test("the end cut off shows against a head from outside: the file, a line of it, a receipt")
    func cutOff() async throws {
      try await Deployment.with(isLoaded: false) { hub in
        let heads = hub.file("heads.jsonl")
        let receipts = try await AuditSample.write(4, in: hub, heads: heads)
        let last = try #require(receipts.last)
        var text: [UInt8] = []
        last.write(into: &text)
        let receipt = String(decoding: text, as: UTF8.self)
        #expect(try await hub.verifiedAudit("--expect-head", heads, "--expect-head", receipt).status == 0)
        let lines = try String(contentsOfFile: heads, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 4)
        try await hub.sql {
          try await $0.execute("DELETE FROM audit.entry WHERE batch = 4; DELETE FROM audit.batch WHERE sequence = 4")
        }
        #expect(try await hub.verifiedAudit().status == 0, "without a head from outside nothing shows")
        for source in [heads, String(try #require(lines.last)), receipt] {
          let cut = try await hub.verifiedAudit("--expect-head", source)
          #expect(cut.status == 1)
          #expect(cut.faults.count == 1)
          #expect(cut.faults.allSatisfy { $0.hasPrefix("head-missing ") && $0.hasSuffix("/4") }, "\(cut.faults)")
        }
      }
    }

    @Test("everything written anew from the beginning under another key shows against the heads from outside")
    func anotherKey() async throws {
      try await Deployment.with(isLoaded: false) { hub in
        let heads = hub.file("heads.jsonl")
        _ = try await AuditSample.write(3, in: hub, heads: heads)
        try KeyRing.create(at: hub.file("other-keys"), suite: .sm)
        let other = try KeyRing.load(from: hub.file("other-keys"))
        let forger = AuditForger(signer: try other.signer()) { _, text in text }
        try await hub.sql { try await forger.rewrite($0) }
        let pinned = try await hub.verifiedAudit()
        #expect(pinned.status == 1 && pinned.faults.allSatisfy { $0.hasPrefix("key-unknown ") }, "\(pinned.faults)")
        let replaced = try await hub.verifiedAudit("--expect-head", heads)
        #expect(replaced.status == 1)
        #expect(replaced.faults.filter { $0.hasPrefix("key-differs ") }.count == 3, "\(replaced.faults)")
        try await hub.sql { try await $0.execute("TRUNCATE audit.entry, audit.batch, audit.writer CASCADE") }
        _ = try await AuditSample.write(3, in: hub, keys: other)
        let anew = try await hub.verifiedAudit("--expect-head", heads)
        #expect(anew.faults.filter { $0.hasPrefix("head-missing ") }.count == 3, "\(anew.faults)")
        #expect(anew.faults.contains { $0.hasPrefix("key-unknown ") }, "one key is the hub's, whatever a chain says of itself")
      }
    }

    @Test("everything written anew from the beginning under the same key shows, from the batch that was changed on")
    func sameKey() async throws {
      try await Deployment.with(isLoaded: false) { hub in
        let heads = hub.file("heads.jsonl")
        _ = try await AuditSample.write(4, in: hub, heads: heads)
        let forger = AuditForger(signer: try hub.hub.keyRing().signer()) { batch, text in
          batch == 2 ? text.replacingOccurrences(of: "hall-rpa-01", with: "hall-rpa-02") : text
        }
        try await hub.sql { try await forger.rewrite($0) }
        #expect(try await hub.verifiedAudit().status == 0)
        let rewritten = try await hub.verifiedAudit("--expect-head", heads)
        #expect(rewritten.status == 1)
        #expect(rewritten.faults.map { $0.split(separator: "/").last.map(String.init) } == ["2", "3", "4"], "\(rewritten.faults)")
        #expect(rewritten.faults.allSatisfy { $0.hasPrefix("head-differs ") })
        let json = try await hub.govhub("audit", "verify", "--expect-head", heads, "--json")
        let result = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(result?["comparedHeads"] as? Int == 4)
        #expect((result?["faults"] as? [[String: Any]])?.count == 3)
      }
    }

    @Test("a file without any head proves nothing and says so; a line that broke off is named, and the others are compared")
    func poorFiles() async throws {
      try await Deployment.with(isLoaded: false) { hub in
        let heads = hub.file("heads.jsonl")
        _ = try await AuditSample.write(2, in: hub, heads: heads)
        let empty = hub.file("empty")
        try "\n".write(toFile: empty, atomically: true, encoding: .utf8)
        #expect(try await hub.verifiedAudit("--expect-head", empty).status == 1)
        let text = try String(contentsOfFile: heads, encoding: .utf8)
        try ("{\"writer\":\"01a2\n" + text).write(toFile: heads, atomically: true, encoding: .utf8)
        let outcome = try await hub.govhub("audit", "verify", "--expect-head", heads)
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(outcome.output.contains("NOT A HEAD \(heads):1"))
        #expect(outcome.output.contains("2 heads from outside"))
      }
    }
  }
}
