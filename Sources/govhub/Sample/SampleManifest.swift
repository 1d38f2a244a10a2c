internal import Foundation
internal import HubModel

/// What a sample folder holds, to the row: tests and the demo take their numbers from here.
struct SampleManifest: Codable, Equatable, Sendable {
  /// A kind of fault and how often it was planted.
  struct Fault: Codable, Equatable, Sendable {
    var kind: String
    /// `kept`, `quarantined`, `duplicate-identical`, `duplicate-conflicting` or `conflict`.
    var outcome: String
    /// Reason of the quarantine or `entity.attribute` of the conflict.
    var detail: String?
    var count: Int
  }

  /// One file and what a first load of it gives: rows = loaded + quarantined + duplicates.
  struct Dataset: Codable, Equatable, Sendable {
    var name: String
    /// Path within the folder.
    var file: String
    var encoding: SampleEncoding
    var bytes: Int
    /// Records after the header.
    var rows: Int
    var loaded: Int
    var quarantined: [String: Int]
    var identicalDuplicates: Int
    var conflictingDuplicates: Int
    /// By `entity.attribute`: subjects whose value here disagrees with the register's.
    var conflicts: [String: Int]
    var faults: [Fault]
    /// By column: how many records hold each word or form, refused ones included.
    var values: [String: [String: Int]]

    var duplicates: Int { identicalDuplicates + conflictingDuplicates }
    func count(_ fault: some SampleFault) -> Int { faults.first { $0.kind == fault.rawValue }?.count ?? 0 }
  }

  var synthetic = true
  var note = "全部人员、企业和号码均为虚构，仅供演示和测试。 All persons, firms and numbers are invented."
  var seed: UInt64
  var persons: Int
  var enterprises: Int
  /// The day the sample was imagined on.
  var today: String
  var datasets: [Dataset]
  var subjects: [SampleSubject]

  func dataset(_ name: String) -> Dataset? { datasets.first { $0.name == name } }
  func subject(_ kind: SampleSubject.Kind) -> SampleSubject? { subjects.first { $0.kind == kind } }

  static let fileName = "manifest.json"

  func write(to folder: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try encoder.encode(self).write(to: URL(fileURLWithPath: folder + "/" + SampleManifest.fileName))
  }

  static func load(from folder: String) throws -> SampleManifest {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + fileName))
    return try JSONDecoder().decode(SampleManifest.self, from: data)
  }
}
