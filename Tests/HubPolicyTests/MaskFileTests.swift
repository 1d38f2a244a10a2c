import HubModel
import Testing

@testable import HubPolicy

@Suite("masks.yaml")
struct MaskFileTests {
  static let all: [(String, Mask.Kind)] = [
    ("kind: keep, first: 3, last: 4", .keep(first: 3, last: 4)), ("kind: keep", .keep(first: 0, last: 0)),
    ("kind: hide, from: 7, to: 14", .hide(7...14)), ("kind: show, from: 1, to: 2", .show(1...2)),
    ("kind: before, character: \"@\", first: 1", .before("@", first: 1)), ("kind: after, character: 省", .after("省", last: 0)),
    ("kind: surname", .surname), ("kind: county", .county), ("kind: year", .year),
    ("kind: age-band, width: 10", .ageBand(width: 10)), ("kind: band, width: 5000", .band(.width(5000))),
    ("kind: band, edges: [0, 10]", .band(.edges([0, 10]))), ("kind: fixed", .fixed("****")),
    ("kind: fixed, text: 不公开", .fixed("不公开")), ("kind: withhold", .withhold), ("kind: pseudonym", .pseudonym),
  ]

  private func faults(_ mask: String) -> [Diagnostic] {
    SampleSet.load(["masks.yaml": "masks:\n  a-mask: {title: 甲, \(mask)}\n"]).1
  }

  @Test(
    "FH-04 a digest without a key is no mask, and the file is told why",
    arguments: ["hash", "sha256", "SM3", "md5", "SHA512", "base64"])
  func unkeyedHash(_ kind: String) {
    let (set, faults) = SampleSet.load(["masks.yaml": "masks:\n  digest: {title: 摘要, kind: \(kind)}\n"])
    #expect(set == nil)
    #expect(faults.map(\.code) == ["unkeyed-hash"])
    #expect(faults.first?.line == 3 && faults.first?.column == 29)
    #expect(faults.first?.en.contains("365,000") == true && faults.first?.zh.contains("pseudonym") == true)
  }

  @Test("Format-preserving encryption is no mask either", arguments: ["fpe", "FF1", "ff3-1", "format-preserving"])
  func formatPreserving(_ kind: String) {
    let found = faults("kind: \(kind)")
    #expect(found.map(\.code) == ["format-preserving"])
    #expect(found.first?.en.contains("under a million values") == true)
  }

  @Test(
    "Every kind is read with its settings",
    arguments: MaskFileTests.all)
  func kinds(_ text: String, _ kind: Mask.Kind) throws {
    let set = try SampleSet.unwrap(SampleSet.load(["masks.yaml": "masks:\n  a-mask: {title: 甲, \(text)}\n"]))
    #expect(set.masks.map(\.kind) == [kind])
  }

  @Test(
    "A setting that is missing, wrong or of another kind is a fault of its own",
    arguments: [
      ("kind: hide, from: 7", "missing-key"), ("kind: hide, from: 7, to: 6", "range-backward"),
      ("kind: show, from: 0, to: 6", "not-a-number"), ("kind: before", "missing-key"),
      ("kind: before, character: \"@@\"", "not-a-character"), ("kind: after, character: \"@\", first: 1", "key-not-used"),
      ("kind: age-band", "missing-key"), ("kind: age-band, width: 0", "not-a-number"), ("kind: band", "bands-missing"),
      ("kind: band, width: 5, edges: [1]", "bands-missing"), ("kind: band, edges: [5, 5]", "edges-not-ascending"),
      ("kind: band, edges: []", "edges-not-ascending"), ("kind: surname, first: 1", "key-not-used"),
      ("kind: surnmae", "unknown-word"), ("kind: pseudonym, text: 甲", "key-not-used"),
    ])
  func slips(_ text: String, _ code: String) { #expect(faults(text).map(\.code) == [code]) }

  @Test("A mask is for values of its own type")
  func fit() {
    func codes(_ attribute: String, _ mask: String) -> [String] {
      SampleSet.load([
        "masks.yaml": "masks:\n  a-mask: {title: 甲, \(mask)}\n",
        "roles/tester.yaml": SampleSet.role(
          "grants: [{id: E, title: 甲, read: person, attributes: [\(attribute)], purposes: [statistics], masks: {\(attribute): a-mask}}]"
        ),
      ]).1.map(\.code).filter { $0.hasPrefix("mask") }
    }
    #expect(codes("birth_date", "kind: age-band, width: 10") == [])
    #expect(codes("name", "kind: age-band, width: 10") == ["mask-does-not-fit"])
    #expect(codes("name", "kind: band, width: 10") == ["mask-does-not-fit"])
    #expect(codes("address", "kind: before, character: 号") == [])
    #expect(codes("name", "kind: pseudonym, tier: irreversible") == [])
    #expect(Set(codes("number", "kind: before, character: X")) == ["mask-does-not-fit", "mask-of-unknown-strength"])
  }

  @Test("A test tells ages on its own day, and cannot tell a pseudonym")
  func trials() throws {
    let files = [
      "masks.yaml": "masks:\n  age: {title: 甲, kind: age-band, width: 10}\n  name: {title: 乙, kind: pseudonym}\n",
      "masks_test.yaml":
        "- {mask: age, value: 1986-11-26, at: 2026-11-25, expect: 30-39}\n- {mask: age, value: 1986-11-26, expect: 40-49}\n",
    ]
    let report = try SampleSet.unwrap(SampleSet.load(files)).runTrials(at: SampleSet.now + 86_400_000_000)
    #expect(report.results.map(\.isPassed) == [true, true])
    let pseudonym = files.merging(["masks_test.yaml": "- {mask: name, value: 样例, expect: k1}\n"]) { $1 }
    #expect(SampleSet.load(pseudonym).1.map(\.code) == ["mask-not-testable"])
  }
}
