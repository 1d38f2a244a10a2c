import CLibZip
import HubModel

/// A spool as libzip reads it. libzip owns it: it goes with `ZIP_SOURCE_FREE`.
final class SpoolSource {
  private let spool: SealedSpool
  private var position: UInt64 = 0
  private var error = zip_error_t()
  /// What the spool failed with, which libzip can only call a read error.
  private(set) var fault: HubError?

  init(_ spool: SealedSpool) { self.spool = spool }

  deinit { zip_error_fini(&error) }

  func answer(_ command: zip_source_cmd_t, _ data: UnsafeMutableRawPointer?, _ length: UInt64) -> Int64 {
    switch command {
    case ZIP_SOURCE_OPEN:
      position = 0
      return 0
    case ZIP_SOURCE_READ: return read(data, length)
    case ZIP_SOURCE_CLOSE: return 0
    case ZIP_SOURCE_STAT: return describe(data)
    case ZIP_SOURCE_ERROR: return data.map { zip_error_to_data(&error, $0, length) } ?? -1
    case ZIP_SOURCE_SEEK: return seek(data, length)
    case ZIP_SOURCE_TELL: return Int64(clamping: position)
    case ZIP_SOURCE_SUPPORTS: return Self.commands
    default: return refuse(ZIP_ER_OPNOTSUPP)
    }
  }

  private func read(_ data: UnsafeMutableRawPointer?, _ length: UInt64) -> Int64 {
    do throws(HubError) {
      let room = UnsafeMutableRawBufferPointer(start: data, count: data == nil ? 0 : Int(clamping: length))
      let count = try spool.read(at: position, into: room)
      position += UInt64(count)
      return Int64(count)
    } catch {
      fault = error
      return refuse(ZIP_ER_READ)
    }
  }

  private func describe(_ data: UnsafeMutableRawPointer?) -> Int64 {
    guard let data else { return refuse(ZIP_ER_INVAL) }
    let state = data.assumingMemoryBound(to: zip_stat_t.self)
    zip_stat_init(state)
    state.pointee.size = spool.count
    state.pointee.valid = UInt64(ZIP_STAT_SIZE)
    return Int64(MemoryLayout<zip_stat_t>.stride)
  }

  private func seek(_ data: UnsafeMutableRawPointer?, _ length: UInt64) -> Int64 {
    guard let data else { return refuse(ZIP_ER_INVAL) }
    let place = zip_source_seek_compute_offset(position, spool.count, data, length, &error)
    guard place >= 0 else { return -1 }
    position = UInt64(place)
    return 0
  }

  private func refuse(_ code: Int32) -> Int64 {
    zip_error_set(&error, code, 0)
    return -1
  }

  private static let commands: Int64 = {
    let known = [
      ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
      ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
    ]
    return known.reduce(0) { $0 | 1 << Int64($1.rawValue) }
  }()
}

/// What libzip calls.
func answerZip(
  _ owner: UnsafeMutableRawPointer?, _ data: UnsafeMutableRawPointer?, _ length: UInt64, _ command: zip_source_cmd_t
) -> Int64 {
  guard let owner else { return -1 }
  let source = Unmanaged<SpoolSource>.fromOpaque(owner)
  if command == ZIP_SOURCE_FREE {
    source.release()
    return 0
  }
  return source.takeUnretainedValue().answer(command, data, length)
}
