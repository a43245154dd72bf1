import Dashboard
import Foundation
import RunLog
import RunModel

/// How a run is, from what its lock says and whether its log grows.
struct RunCondition {
  private let run: RunDirectory
  private let presence: EnginePresence
  private let growth: LogGrowth

  /// - Parameters:
  ///   - run: the run.
  ///   - before: how its log was a while ago, if somebody looked.
  init(_ run: RunDirectory, before: DiskUse.Stamp?) {
    self.run = run
    presence = (try? run.enginePresence()) ?? .none
    let now = DiskUse.stamp(ofLogOf: run)
    let grows = before.map { before in (now?.size ?? 0) > before.size } ?? false
    growth = grows ? .growing : .still
  }

  /// What trains the run: "process 4711 on HOST"; empty where nothing does.
  var worker: String {
    guard case .working(let sight) = presence, sight.process > 0 else { return "" }
    return "process \(sight.process)" + (sight.host.map { " on \($0)" } ?? "")
  }

  /// - Parameter log: how the run is by the end of its log.
  /// - Returns: how it is; `nil` where nobody can know.
  func status(_ log: RunState.Status) -> EngineStatus? {
    if case .working(let sight) = presence { return EngineStatus(sight.activity.state) }
    return EngineStatus(log) ?? EngineStatus(presence, growth, of: run)
  }
}
