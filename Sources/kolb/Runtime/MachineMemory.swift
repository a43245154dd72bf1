import Foundation

/// Memory that this program may still take, as far as the system says.
enum MachineMemory {
  /// Bytes: the least of what the machine has left, what a group of processes may have, and what the
  /// shell allows one program (`ulimit -v`); `nil` where none of them is told.
  static func free() -> Int? {
    [ofMachine(), ofGroup(), ofShell()].compactMap { $0 }.min()
  }

  private static func ofMachine() -> Int? {
    text("/proc/meminfo").flatMap { kilobytes(of: "MemAvailable", in: $0) }.map { $0 << 10 }
  }

  private static func ofGroup() -> Int? {
    let folder = "/sys/fs/cgroup/"
    guard let most = text(folder + "memory.max").flatMap({ Int(trimming($0)) }),
      let taken = text(folder + "memory.current").flatMap({ Int(trimming($0)) })
    else { return nil }
    return max(0, most - taken)
  }

  private static func ofShell() -> Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(UInt32(RLIMIT_AS.rawValue)), &limit) == 0,
      limit.rlim_cur < UInt(Int.max),
      let taken = text("/proc/self/status").flatMap({ kilobytes(of: "VmSize", in: $0) })
    else { return nil }
    return max(0, Int(limit.rlim_cur) - taken << 10)
  }

  /// Reads a line such as `MemAvailable:   18230420 kB`.
  static func kilobytes(of key: String, in text: String) -> Int? {
    for line in text.split(separator: "\n") where line.hasPrefix(key + ":") {
      return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }
    return nil
  }

  private static func trimming(_ text: String) -> String {
    text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}
