import HubConnectorKit
import Testing

@Suite("Batches")
struct BatchTests {
  @Test("A row made of texts reads back; absent is not empty")
  func append() {
    var batch = Batch(columns: ["id", "name"])
    batch.append(["1", nil], line: 2)
    batch.append(["", "样本"], line: 3)
    #expect(batch.rows == 2)
    #expect(batch.string(row: 0, column: 1) == nil)
    #expect(batch.string(row: 1, column: 0) == "")
    #expect(batch.string(row: 1, column: 1) == "样本")
    #expect(batch.raw(row: 1) == Array(",样本".utf8))
    #expect(batch.lines == [2, 3])
    #expect(batch.withField(row: 0, column: 0) { $0?.count } == 1)
  }
}
