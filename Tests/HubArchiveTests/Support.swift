import HubModel

@testable import HubArchive

func spool(_ bytes: [UInt8]) throws(HubError) -> SealedSpool {
  let spool = try SealedSpool()
  try bytes.withUnsafeBufferPointer { bytes throws(HubError) in try spool.append(UnsafeRawBufferPointer(bytes)) }
  try spool.seal()
  return spool
}

func archive(_ entries: [ZipSample.Entry], limits: ArchiveLimits = ArchiveLimits()) throws(HubError) -> Archive {
  try Archive(try spool(ZipSample.bytes(entries)), limits: limits)
}

extension SealedSpool {
  func bytes(at offset: UInt64, count: Int) throws(HubError) -> [UInt8] {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { room.deallocate() }
    let read = try read(at: offset, into: room)
    return Array(room[..<read])
  }
}

extension Archive {
  func bytes(_ name: String) throws -> [UInt8] {
    guard let entry = entries.first(where: { $0.name == name }) else { return [] }
    var bytes: [UInt8] = []
    try read(entry) { bytes += $0 }
    return bytes
  }
}

func code(_ body: () throws -> Void) -> String? {
  do { try body() } catch { return (error as? HubError)?.code.rawValue ?? "\(error)" }
  return nil
}
