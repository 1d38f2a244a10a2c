/// An example of a transform: part of its definition, and run as a test.
package struct TransformExample: Sendable {
  /// As in `do:`.
  package var transform: String
  package var input: String
  /// nil: unreadable.
  package var output: String?
}

extension Transform {
  package static let examples: [TransformExample] = [
    .init(transform: "trim", input: " \u{3000}样本\u{A0}\t", output: "样本"),
    .init(transform: "trim", input: "\u{FEFF} ", output: ""),
    .init(transform: "half_width", input: "１２３．５（Ａ）　x", output: "123.5(A) x"),
    .init(transform: "half_width", input: "样本", output: "样本"),
    .init(transform: "upper", input: "11010119850615903x样", output: "11010119850615903X样"),
    .init(transform: "lower", input: "ABC样", output: "abc样"),
    .init(transform: "collapse_spaces", input: "样 \u{3000} 本", output: "样 本"),
    .init(transform: "remove_spaces", input: " 样\u{3000}本 a ", output: "样本a"),
    .init(transform: "remove_controls", input: "样\u{0}\u{1B}\u{7F}本", output: "样本"),
    .init(transform: "line_breaks_to_spaces", input: "第一行\r\n第二行\n第三行", output: "第一行 第二行 第三行"),
    .init(transform: "person_name", input: "样\u{E863}", output: "样\u{4DAE}"),
    .init(transform: "organisation_name", input: "样\u{E81E}公司", output: "样\u{9FB4}公司"),
    .init(transform: "middle_dot", input: "样古丽•测试．江・a‧b", output: "样古丽·测试·江·a·b"),
    .init(transform: "half_brackets", input: "样例（北京）［甲］", output: "样例(北京)[甲]"),
    .init(transform: "full_brackets", input: "样例(北京)", output: "样例（北京）"),
    .init(transform: "hyphens", input: "MA900002－X 1—2−3", output: "MA900002-X 1-2-3"),
    .init(transform: "excel_text", input: "=\"0123\"", output: "0123"),
    .init(transform: "excel_text", input: "'0123", output: "0123"),
    .init(transform: "digits_only", input: "(010) 0000-0000", output: "01000000000"),
    .init(transform: "day_of_time", input: "2020-01-31 00:00:00", output: "2020-01-31"),
    .init(transform: "day_of_time", input: "2020-01-31", output: "2020-01-31"),
    .init(transform: "remove 号", input: "第1号院2号楼", output: "第1院2楼"),
    .init(transform: "before （", input: "存续（在营）", output: "存续"),
    .init(transform: "before （", input: "存续", output: "存续"),
    .init(transform: "after :", input: "编号:甲", output: "甲"),
    .init(transform: "first 2", input: "样本人", output: "样本"),
    .init(transform: "last 1", input: "样本人", output: "人"),
    .init(transform: "pad 2", input: "1", output: "01"),
    .init(transform: "pad 2", input: "甲", output: "甲"),
    .init(transform: "date yyyyMMdd", input: "20230105", output: "2023-01-05"),
    .init(transform: "date yyyyMMdd", input: "2023-01-05", output: nil),
    .init(transform: "date yyyy-MM-dd", input: "2023-02-30", output: nil),
    .init(transform: "time yyyy-MM-dd HH:mm:ss", input: "2023-01-05 08:00:00", output: "2023-01-05T00:00:00.000000Z"),
    .init(transform: "unit 万元", input: "12", output: "120000"),
    .init(transform: "unit 万元", input: "1.5", output: "15000"),
    .init(transform: "capital", input: "50(万元人民币)", output: "500000"),
    .init(transform: "capital", input: "9()", output: nil),
    .init(transform: "capital_currency", input: "30(万美元)", output: "USD"),
  ]
}
