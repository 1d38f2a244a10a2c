import HubConnectorKit
import HubModel
import Testing

@testable import HubODBC
@testable import ODBCConnector

@Suite("Going on after a lost connection")
struct ReadStateTests {
  private func shape() throws -> SourceShape {
    let settings = SourceSettings(["driver": .text("X"), "dialect": .text("postgresql"), "table": .text("t")])
    let configuration = try ODBCConfiguration(SourceRequest(settings: settings, columns: ["id"], keyColumns: ["id"]))
    return try SourceShape([ODBCColumn(name: "id", type: 12, size: 10, isNullable: false)], configuration)
  }

  private func section(_ part: ReadPosition.Part, isKeyed: Bool) -> ReadSection {
    ReadSection(part: part, conditions: [], order: [0], isKeyed: isKeyed)
  }

  /// - Parameter part: in which a row was taken.
  private func state(_ part: ReadPosition.Part, isKeyed: Bool, _ range: CursorRange? = nil) throws -> ReadState {
    let shape = try shape()
    var assembly = try RowAssembly(shape, encoding: .utf8, batchRows: 10, columns: ["id"], position: ReadPosition())
    assembly.begin(section(part, isKeyed: isKeyed))
    var block = ODBCBlock(columns: shape.selected)
    Array("a".utf8).withUnsafeBytes { block.append($0) }
    block.rows = 1
    try assembly.take(block, row: 0)
    return ReadState(assembly: assembly, page: PageSize(isLong: false), range: range, view: 1)
  }

  @Test("Behind a key another view goes on, without one only where no row of the part was taken")
  func parts() throws {
    let keyed = try state(.keyed, isKeyed: true)
    #expect(keyed.goesOn(section(.keyed, isKeyed: true)) && keyed.goesOn(section(.unkeyed, isKeyed: false)))
    let counted = try state(.unkeyed, isKeyed: false)
    #expect(!counted.goesOn(section(.unkeyed, isKeyed: false)))
    #expect(counted.goesOn(section(.later, isKeyed: false)))
  }

  @Test("A first read by a cursor is of one view; an increment is not")
  func ranges() throws {
    let first = try state(.keyed, isKeyed: true, CursorRange(from: nil, bound: "B", ceiling: nil, next: "B"))
    #expect(!first.goesOn(section(.keyed, isKeyed: true)))
    let next = try state(.keyed, isKeyed: true, CursorRange(from: "A", bound: "B", ceiling: nil, next: "B"))
    #expect(next.goesOn(section(.keyed, isKeyed: true)))
  }

  @Test("A query that goes on at a row tells whether it gave that row again")
  func border() throws {
    var state = try state(.keyed, isKeyed: true)
    state.assembly.begin(section(.keyed, isKeyed: true))
    var block = ODBCBlock(columns: try shape().selected)
    for text in ["b", "a"] { Array(text.utf8).withUnsafeBytes { block.append($0) } }
    block.rows = 2
    try state.assembly.take(block, row: 0)
    #expect(!state.assembly.hasBorder && state.assembly.delivered == 2)
    try state.assembly.take(block, row: 1)
    #expect(state.assembly.hasBorder && state.assembly.delivered == 2)
  }
}
