import Testing

@testable import HubStore

@Suite struct SubjectRangeTests {
  @Test(
    "every subject is in one range; few rows go in one, many in an even number of at most a million rows",
    arguments: [
      0, 1, 49_999, 50_000, 1_999_999, 2_000_001, 10_000_000, 900_000_000,
    ] as [Int64])
  func partition(_ changed: Int64) {
    let ranges = SubjectRange.ranges(changed: changed)
    #expect(ranges.first?.low == 0 && ranges.last?.high == nil)
    for (range, next) in zip(ranges, ranges.dropFirst()) { #expect(range.high == next.low && range.low < next.low) }
    #expect(changed < 50_000 ? ranges == [.all] : ranges.count.isMultiple(of: 2))
    if ranges.count < 256 { #expect(changed <= Int64(ranges.count) * 1_000_000) }
  }

  @Test("the sizes may be smaller: two ranges of one row, more of more, none of nothing")
  func sizes() {
    let size = ApplySize(largestTransaction: 4, smallestSplit: 1)
    #expect(SubjectRange.ranges(changed: 0, size: size) == [.all])
    #expect(SubjectRange.ranges(changed: 1, size: size).count == 2)
    #expect(SubjectRange.ranges(changed: 20, size: size).count == 6)
  }

  @Test("the condition names both ends, and none where there is none")
  func condition() {
    #expect(SubjectRange.all.condition == "true")
    #expect(SubjectRange(low: 0, high: 0x80FF).condition == #"subject < '\x80ff'::bytea"#)
    #expect(SubjectRange(low: 0x80FF, high: 0xC000).condition == #"subject >= '\x80ff'::bytea AND subject < '\xc000'::bytea"#)
    #expect(SubjectRange(low: 0xC000).condition == #"subject >= '\xc000'::bytea"#)
  }
}
