import HubConnectorKit
import HubCrypto
import HubModel
import HubStore

/// Positions are in connectors' own words, and may hold values of a cursor: they are stored sealed, as a cell of their dataset.
struct PositionSeal {
  private let cells: CellSealer

  init(keys: KeyRing, dataset: String) throws(HubError) {
    cells = try keys.sealer(label: dataset).attribute(positionCellName)
  }

  func seal(_ checkpoint: Checkpoint) throws(HubError) -> [UInt8] {
    try cells.seal(Array(checkpoint.rawValue.utf8), rowKey: Fingerprint(high: 0, low: 0))
  }

  func open(_ position: [UInt8]) throws(HubError) -> Checkpoint {
    Checkpoint(rawValue: String(decoding: try cells.open(position, rowKey: Fingerprint(high: 0, low: 0)), as: UTF8.self))
  }
}
