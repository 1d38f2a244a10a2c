import Foundation
import Glibc

/// Reads what processes used from /proc.
enum ProcessMeter {
  private static let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))

  /// Largest resident size so far, in bytes; nil once the process has ended.
  static func peak(of process: Int32) -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return nil }
    return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
  }

  /// Processor seconds of a process by itself.
  static func seconds(of process: Int32) -> Double { stat(process).map { $0.own } ?? 0 }

  /// Processor seconds of a process, of its children that live, and of those it has waited for.
  static func secondsOfFamily(_ parent: Int32) -> Double {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let children = names.compactMap { Int32($0) }.compactMap(stat).filter { $0.parent == parent }
    let head = stat(parent)
    return (head?.own ?? 0) + (head?.waited ?? 0) + children.reduce(0) { $0 + $1.own }
  }

  /// Processor seconds of this process's children that have ended.
  static var secondsOfEndedChildren: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// The name in parentheses may hold spaces: fields are counted behind it.
  private static func stat(_ process: Int32) -> (parent: Int32, own: Double, waited: Double)? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8), let end = text.lastIndex(of: ")")
    else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ").map { Double($0) ?? 0 }
    guard fields.count > 14 else { return nil }
    return (Int32(fields[1]), (fields[11] + fields[12]) / ticks, (fields[13] + fields[14]) / ticks)
  }
}
