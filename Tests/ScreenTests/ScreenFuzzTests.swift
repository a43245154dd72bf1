import Foundation
import Testing

/// Random keys, mouse, sizes, time and log lines against everything between a log and the screen.
///
/// `KOLB_FUZZ_EVENTS` sets how many things happen and `KOLB_FUZZ_SEED` with which chance;
/// Sources/README.md has the command that runs it under the sanitizers.
struct ScreenFuzzTests {
  private static func number(_ name: String, usual: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
  }

  /// Events that one dashboard lives through, so that runs of all lengths are met.
  private static let life = 5000

  @Test func `whatever happens, the screen stays whole`() throws {
    let events = Self.number("KOLB_FUZZ_EVENTS", usual: 4000)
    let seed = Self.number("KOLB_FUZZ_SEED", usual: 1)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let began = Date()
    var report: [String] = []
    for life in 0..<max(1, (events + Self.life - 1) / Self.life) {
      let lived = min(Self.life, events - life * Self.life)
      var screen = try FuzzedScreen(seed: UInt64(seed * 1000 + life), in: folder)
      for event in 0..<lived {
        if let fault = try screen.happen() {
          Issue.record("seed \(seed), life \(life), event \(event): \(fault)")
          break
        }
      }
      report.append("\(screen.counts)")
    }
    guard events > 50_000 else { return }
    let seconds = Int(Date().timeIntervalSince(began))
    print("\(events) events in \(seconds) s; the last life: \(report.last ?? "")")
  }
}
