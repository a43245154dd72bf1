import Foundation

/// What figures were taken on.
struct Machine: Sendable {
  let processor: String
  let cores: Int
  let system: String
  /// How many others wanted a core in the last minute; `nil` where nobody knows.
  let load: Double?

  init() {
    let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = info.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name =
      line?.split(separator: ":", maxSplits: 1).last.map(String.init) ?? "unknown processor"
    processor = name.trimmingCharacters(in: .whitespaces)
    cores = ProcessInfo.processInfo.activeProcessorCount
    system = ProcessInfo.processInfo.operatingSystemVersionString
    var loads = [Double](repeating: 0, count: 1)
    load = getloadavg(&loads, 1) == 1 ? loads[0] : nil
  }
}
