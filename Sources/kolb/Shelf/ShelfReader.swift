import ConfigurationFiles
import Dashboard
import Foundation
import RunLog
import RunModel

/// Finds what there is to open: runs and experiments of the current folder, sample runs, presets.
///
/// Of a run only the beginning and the end of its log are read, and what has not changed since is
/// not read again, so that many large runs cost little.
final class ShelfReader {
  private struct Known {
    var stamp: DiskUse.Stamp?
    var configuration: DiskUse.Stamp?
    var summary: RunSummary
    var bytes: Int
  }

  /// The only one that is looked through, if not everything.
  private let folder: String?
  private var known: [String: Known] = [:]
  /// What reports say, by their paths; a large file is read once.
  private var reports: [String: (stamp: DiskUse.Stamp?, summary: ReportSummary?)] = [:]
  /// The runs of experiments, by their paths.
  private var sources: [String: (shape: ExperimentShape, source: ComparisonSource)] = [:]
  /// Bytes of the folders of experiments, and when they were counted.
  private var sizes: [String: (bytes: Int, at: ContinuousClock.Instant)] = [:]

  init(folder: String? = nil) { self.folder = folder }

  /// What there is, the user's own first.
  ///
  /// - Parameter open: what is open, which may lie elsewhere and is then listed as well.
  /// - Returns: what is open elsewhere, the user's own, samples, presets.
  func entries(open: [String] = []) -> [ShelfEntry] {
    let found = folder.map(entries(of:)) ?? own() + samples()
    let places = Set(found.map { Self.place($0.path) })
    var others: [String: ShelfEntry] = [:]
    for path in open where !places.contains(Self.place(path)) {
      others[Self.place(path)] = entry(at: path, isSample: false)
    }
    return others.values.sorted { $0.path < $1.path } + found + (folder == nil ? presets() : [])
  }

  /// One place may have several paths.
  private static func place(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().standardized.path
  }

  /// Runs and experiments of the folder that the program was started in.
  func own() -> [ShelfEntry] {
    ["runs", "experiments"].flatMap { folder in
      names(in: folder).compactMap { entry(at: "\(folder)/\($0)", isSample: false) }
    }
  }

  /// Whether the user has any of their own.
  static func hasOwn() -> Bool {
    ["runs", "experiments"].contains { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.contains { name in
        !name.hasPrefix(".") && ShelfReader().kind(of: "\(folder)/\(name)") != nil
      }
    }
  }

  private func samples() -> [ShelfEntry] { SampleFolder.path.map(entries(of:)) ?? [] }

  private func entries(of folder: String) -> [ShelfEntry] {
    let isSample = SampleFolder.path.map(Self.place) == Self.place(folder)
    return names(in: folder).compactMap { entry(at: "\(folder)/\($0)", isSample: isSample) }
  }

  private func presets() -> [ShelfEntry] {
    PresetEntry.shipped.map { preset in
      var entry = ShelfEntry(kind: .preset, path: "preset \(preset.name)", name: preset.name)
      entry.environment = preset.environment
      entry.method = preset.algorithm.rawValue
      entry.steps = preset.steps
      entry.summary = preset.summary
      return entry
    }
  }

  private func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  // MARK: - One of them

  private func kind(of path: String) -> ShelfEntry.Kind? {
    if DiskUse.stamp(at: path + "/" + RunDirectory.eventsName) != nil { return .run }
    if ComparisonSource.isExperiment(path) { return .experiment }
    return ReportFile.isReport(path) ? .report : nil
  }

  private func entry(at path: String, isSample: Bool) -> ShelfEntry? {
    guard let kind = kind(of: path) else { return nil }
    let name = URL(filePath: path).lastPathComponent
    var entry = ShelfEntry(kind: isSample ? .sample : kind, path: path, name: name)
    switch kind {
    case .run:
      guard let run = try? RunDirectory(opening: path) else { return nil }
      describe(run, as: &entry)
    case .experiment: describe(experiment: path, as: &entry)
    case .report: describe(report: path, as: &entry)
    case .sample, .preset: break
    }
    return entry
  }

  private func describe(_ run: RunDirectory, as entry: inout ShelfEntry) {
    let condition = RunCondition(run, before: known[run.path]?.stamp)
    let found = look(at: run)
    entry.status = condition.status(found.summary.status)
    entry.worker = condition.worker
    entry.environment = found.summary.start?.environment ?? ""
    entry.method = found.summary.start?.algorithm ?? ""
    entry.seed = found.summary.start?.seed
    entry.summary = found.summary.start?.summary ?? ""
    entry.step = found.summary.step
    entry.steps = found.summary.stepsAsked
    entry.heldOut = found.summary.heldOut.map {
      ShelfEntry.HeldOut(
        rate: $0.successRate, interval: Interval(low: $0.low, high: $0.high))
    }
    entry.bytes = found.bytes
    entry.age = found.stamp.map { Self.age(since: $0.changed) }
  }

  private func look(at run: RunDirectory) -> Known {
    let stamp = DiskUse.stamp(ofLogOf: run)
    let configuration = DiskUse.stamp(at: run.configurationPath)
    if let known = known[run.path], known.stamp == stamp, known.configuration == configuration {
      return known
    }
    let summary = (try? RunSummary(run)) ?? known[run.path]?.summary
    let found = Known(
      stamp: stamp, configuration: configuration, summary: summary ?? RunSummary(),
      bytes: DiskUse.bytes(at: run.path))
    known[run.path] = found
    return found
  }

  private static func age(since seconds: Double) -> Int {
    ShelfEntry.coarse(Date().timeIntervalSince1970 - seconds)
  }

  // MARK: - Experiments

  private func describe(experiment path: String, as entry: inout ShelfEntry) {
    guard let source = source(ofExperiment: path) else { return }
    let description = source.description
    let total = description.map { $0.arms.count * $0.seeds.count } ?? source.runs.count
    var finished = 0
    var isLive = false
    var latest = 0.0
    var rates: [Double] = []
    let method = description?.method
    for run in source.runs {
      guard case .run(let directory) = run.source else { continue }
      let found = look(at: directory)
      latest = max(latest, found.stamp?.changed ?? 0)
      if entry.environment.isEmpty { entry.environment = found.summary.start?.environment ?? "" }
      if case .finished = found.summary.status {
        finished += 1
        if run.arm == method ?? run.arm, let heldOut = found.summary.heldOut {
          rates.append(heldOut.successRate)
        }
      } else if case .working? = try? directory.enginePresence() {
        isLive = true
      }
    }
    entry.runs = ShelfEntry.RunCount(finished: finished, total: total)
    entry.status = isLive ? .running : finished == total ? .finished : .unfinished
    entry.heldOut = Estimate(meanOf: rates, within: 0...1).map {
      ShelfEntry.HeldOut(rate: $0.value, interval: $0.interval)
    }
    entry.summary = [
      description?.title, method.map { "held-out of arm '\($0)' over \(rates.count) seeds" },
    ].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
    entry.age = latest > 0 ? Self.age(since: latest) : nil
    entry.bytes = size(of: path, isLive: isLive)
  }

  private func source(ofExperiment path: String) -> ComparisonSource? {
    let shape = ExperimentShape(of: path)
    if let known = sources[path], known.shape == shape { return known.source }
    let source = try? ComparisonSource([path])
    sources[path] = source.map { (shape, $0) }
    return source
  }

  // MARK: - Reports

  private func describe(report path: String, as entry: inout ShelfEntry) {
    entry.bytes = DiskUse.bytes(at: path)
    let stamp = DiskUse.stamp(at: path)
    entry.age = stamp.map { Self.age(since: $0.changed) }
    if reports[path]?.stamp != stamp {
      reports[path] = (stamp, (try? ReportFile(path: path)).map(ReportSummary.init))
    }
    guard let report = reports[path]?.summary else {
      entry.summary = "a report that cannot be read"
      return
    }
    entry.environment = report.environment
    entry.runs = report.runs
    entry.status = report.runs.finished == report.runs.total ? .finished : .unfinished
    entry.heldOut = report.heldOut
    entry.summary = report.words
  }

  /// The files of an experiment are many, so those of one that nothing works at are counted rarely.
  private func size(of path: String, isLive: Bool) -> Int {
    let now = ContinuousClock.now
    if let size = sizes[path], size.at.duration(to: now) < .seconds(isLive ? 20 : 120) {
      return size.bytes
    }
    let bytes = DiskUse.bytes(at: path)
    sizes[path] = (bytes, now)
    return bytes
  }
}
