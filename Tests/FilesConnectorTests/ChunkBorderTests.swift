import HubConnectorKit
import HubModel
import Testing

@testable import FilesConnector

@Suite("Where the chunks end changes nothing")
struct ChunkBorderTests {
  private static let text = """
    证件号,姓名,备注\r\n1,样本,"a ""b""\r\n,c"\r\n2,,\"\"\n3,x\n4,"open,\n5,"y"z,1\r6,"n
    7",ok\n"8","𠮷","€"\n9,"q\r10,b,c\n\n11,NULL,"last"
    """

  private static let small: SplitLimits = {
    var limits = SplitLimits()
    limits.field = 40
    limits.record = 90
    limits.kept = 10
    limits.batch = 150
    return limits
  }()

  @Test("Every size of chunk gives the same rows and refusals")
  func sizes() throws {
    let bytes = Array(Self.text.utf8)
    let whole = try SplitSample(bytes, ["姓名", "证件号", "备注"])
    #expect(whole.rows.count > 3 && whole.refused.count > 2)
    for size in 1...bytes.count {
      #expect(try SplitSample(bytes, ["姓名", "证件号", "备注"], size: size) == whole)
    }
  }

  @Test("Random texts of structural bytes split alike in any chunks, under small limits and small batches")
  func random() throws {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("\"\",,\r\n\nab1\0".utf8) + [0xE6, 0xA0, 0xB7, 0xFF]
    for _ in 0..<300 {
      let body = (0..<Int.random(in: 0..<400, using: &generator)).map { _ in alphabet.randomElement(using: &generator)! }
      let bytes = Array("a,b\n".utf8) + body
      var whole = try SplitSample(bytes, ["a", "b"], limits: Self.small)
      for size in [1, 2, 3, 7, 33] {
        var cut = try SplitSample(bytes, ["a", "b"], size: size, batchRows: 3, limits: Self.small)
        cut.batches = 0
        whole.batches = 0
        #expect(cut == whole, "\(bytes)")
      }
    }
  }

  @Test("Reading on from each batch's checkpoint gives exactly the rest")
  func checkpoints() throws {
    let bytes = Array(Self.text.utf8)
    let whole = try SplitSample(bytes, ["姓名"])
    let total = whole.rows.count + whole.refused.count
    for passOver in 0...total {
      let rest = try SplitSample(bytes, ["姓名"], batchRows: 2, passOver: passOver)
      #expect(rest.rows.count + rest.refused.count == total - passOver)
      #expect(Array(whole.rows.suffix(rest.rows.count)) == rest.rows)
      #expect(Array(whole.refusedLines.suffix(rest.refused.count)) == rest.refusedLines)
      #expect(Array(whole.lines.suffix(rest.lines.count)) == rest.lines)
    }
  }
}
