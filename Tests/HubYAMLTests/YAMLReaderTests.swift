import HubModel
import Testing

@testable import HubYAML

@Suite("files that people edit")
struct YAMLReaderTests {
  @Test("all duplicate keys are reported with their place, and the rest of the file is still read")
  func duplicates() {
    let reader = YAMLReader(
      file: "a.yaml",
      text: """
        title: 甲
        title: 乙
        load: {key: [a], key: [b], key: [c], title: 1}
        other:
          - 姓名: x
            姓名: y
        last: 好
        """)
    #expect(
      reader.diagnostics.map { "\($0.line):\($0.column) \($0.code)" } == [
        "2:1 duplicate-key", "3:18 duplicate-key", "3:28 duplicate-key", "6:5 duplicate-key",
      ])
    #expect(reader.root?["title"]?.scalar == "甲")
    #expect(reader.root?["last"]?.scalar == "好")
    #expect(reader.root?["load"]?["title"]?.scalar == "1")
  }

  @Test("quoted and plain spellings of one key are duplicates; escapes and comments survive the search")
  func duplicateSpellings() {
    let reader = YAMLReader(file: "a.yaml", text: "tab: 1\n\"tab\": \"x\\tab tab\" # tab\n")
    #expect(reader.diagnostics.map(\.code) == ["duplicate-key"])
    let escaped = YAMLReader(file: "a.yaml", text: "a: \"\\ta\"\nb: a\nb: ba\n")
    #expect(escaped.root?["a"]?.scalar == "\ta")
    #expect(escaped.root?["b"]?.scalar == "a")
  }

  @Test("an unknown key names its place and the nearest word; a missing one the mapping's place")
  func keys() {
    let reader = YAMLReader(file: "a.yaml", text: "titel: x\nversion: 1\n")
    let found = reader.mapping(reader.root, keys: ["title", "version", "steward"], required: ["title", "version"])
    #expect(found?.keys.sorted() == ["version"])
    #expect(
      reader.diagnostics.map { "\($0.line):\($0.column) \($0.code) \($0.nearest ?? "-")" } == [
        "1:1 unknown-key title", "1:1 missing-key -",
      ])
  }

  @Test(
    "text that YAML 1.1 would read as something else must be quoted",
    arguments: [
      "no", "Off", "y", "012", "110101", "1e5", "1.10101E+17", "0x1F", "12:30", "1_000", "~", "", "true",
    ])
  func ambiguous(text: String) {
    let reader = YAMLReader(file: "a.yaml", text: "a: \(text)\nb: \"\(text)\"\n")
    #expect(reader.string(reader.root?["a"]) == nil)
    #expect(reader.diagnostics.count == 1)
    #expect(reader.string(reader.root?["b"]) == text)
  }

  @Test(
    "text that only begins like a number needs no quotes",
    arguments: ["91110000600037341L", "10.0.8.0/24", "2027-06-30", "secret://x", "市数据局", "-", "no data"])
  func plain(text: String) {
    let reader = YAMLReader(file: "a.yaml", text: "a: \(text == "-" ? "\"-\"" : text)\n")
    #expect(reader.string(reader.root?["a"]) == text)
    #expect(reader.diagnostics.isEmpty)
  }

  @Test("truth values are true and false only; whole numbers are decimal; shares and durations have one form")
  func scalars() {
    let reader = YAMLReader(file: "a.yaml", text: "a: yes\nb: true\nc: 012\nd: 12\ne: \"2%\"\nf: 36h\ng: 2027-02-30\nh: 3\n")
    let root = reader.root
    #expect(reader.bool(root?["a"]) == nil)
    #expect(reader.bool(root?["b"]) == true)
    #expect(reader.int(root?["c"]) == nil)
    #expect(reader.int(root?["d"]) == 12)
    #expect(reader.share(root?["e"]) == 0.02)
    #expect(reader.seconds(root?["f"]) == 129_600)
    #expect(reader.date(root?["g"]) == nil)
    #expect(reader.oneOf(root?["h"], ["1", "2"]) == nil)
    #expect(reader.diagnostics.map(\.code) == ["not-a-truth-value", "not-a-number", "not-a-date", "unknown-word"])
  }

  @Test("a syntax error is one diagnostic with its place; anchors are refused, not expanded")
  func syntax() {
    let broken = YAMLReader(file: "a.yaml", text: "a: [1, 2\nb: 3\n")
    #expect(broken.root == nil)
    #expect(broken.diagnostics.map(\.code) == ["yaml-syntax"])
    #expect(broken.diagnostics.first?.line == 2)
    let anchored = YAMLReader(file: "a.yaml", text: "a: &x [1]\nb: *x\n")
    #expect(Set(anchored.diagnostics.map(\.code)) == ["anchor-not-allowed"])
    #expect(YAMLReader(file: "a.yaml", text: "").diagnostics.map(\.code) == ["empty-file"])
  }

  @Test("a diagnostic is rendered in either language with place and hint")
  func rendering() {
    let reader = YAMLReader(file: "x/a.yaml", text: "updat: daily\n")
    _ = reader.mapping(reader.root, keys: ["update"])
    #expect(reader.diagnostics[0].rendered(chinese: true) == "x/a.yaml:1:1: 错误: 未知的键“updat”，可用：update（是否指 update？） [unknown-key]")
  }

  @Test("several documents are read in order")
  func documents() {
    #expect(YAMLReader(file: "a.yaml", text: "a: 1\n---\nb: 2\n").documents.count == 2)
  }

  @Test("nearest word: a swap or a lost letter is near, another word is not")
  func nearest() {
    #expect(nearestWord(to: "dialetc", in: ["dialect", "load"]) == "dialect")
    #expect(nearestWord(to: "full-snapshot", in: ["full_snapshot"]) == "full_snapshot")
    #expect(nearestWord(to: "banana", in: ["dialect", "load"]) == nil)
    #expect(nearestWord(to: "企业名", in: ["企业名称", "地区"]) == "企业名称")
  }
}
