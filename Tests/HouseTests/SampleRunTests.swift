import Dashboard
import Foundation
import RunLog
import RunModel
import TerminalUI
import Testing

@testable import kolb

/// The recorded runs that ship with the code.
@Suite(.enabled(if: !SampleRun.all.isEmpty, "there are no runs in sample-runs"))
struct `Sample runs` {
  @Test(arguments: SampleRun.all)
  func `are whole and finished`(run: SampleRun) throws {
    var reader = try EventSource(run.path).reader()
    var timeline = Timeline()
    var batch = try reader.readMore()
    while true {
      #expect(batch.broken.isEmpty, "\(batch.broken)")
      for event in batch.events { timeline.append(event.event, offset: event.offset) }
      guard batch.status == .more else { break }
      batch = try reader.readMore()
    }
    guard case .finished = timeline.latest.status else {
      Issue.record("\(timeline.latest)")
      return
    }
    #expect(timeline.latest.unknownEvents == 0)
  }

  @Test(arguments: SampleRun.all)
  func `are the same whether words are passed over at first or not`(run: SampleRun) throws {
    let source = try EventSource(run.path)
    func timeline(_ sizes: SkimmedSizes) throws -> Timeline {
      var feed = try RunFeed(source, isOwn: false, index: 0)
      feed.sizes = sizes
      var state = DashboardState(runs: [feed.openRun()], width: 100, height: 30)
      repeat {
        for message in feed.read() { _ = state.update(message) }
      } while feed.hasMore
      return state.runs[0].timeline
    }
    let skimmed = try timeline(SkimmedSizes(least: 0, part: 20_000))
    #expect(try skimmed == timeline(SkimmedSizes(least: .max)))
    #expect(skimmed.latest.recent.count == skimmed.latest.episodes.count)
  }

  @Test(arguments: SampleRun.all)
  func `look the same whether their history was kept or not`(run: SampleRun) throws {
    let source = try EventSource(run.path)
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "kolb-histories-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var histories = HistoryFolder(folder)
    histories.least = 0
    let without = try Self.screens(of: source, nil)
    let first = try Self.screens(of: source, histories)
    let second = try Self.screens(of: source, histories)
    #expect(!first.wasKept && second.wasKept)
    #expect(first.pictures == without.pictures && second.pictures == without.pictures)
  }

  @Test(arguments: SampleRun.all)
  func `look the same with a history that their engine left, and whoever forged one`(
    run: SampleRun
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "kolb-left-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let copy = folder.appending(path: "run")
    try FileManager.default.copyItem(at: URL(filePath: run.path), to: copy)
    let source = try EventSource(copy.path)
    func histories(_ secret: UInt8) -> HistoryFolder {
      var histories = HistoryFolder(folder.appending(path: "cache-\(secret)"))
      histories.least = 0
      histories.seal = HistorySeal([UInt8](repeating: secret, count: HistorySeal.size))
      return histories
    }
    let without = try Self.screens(of: source, nil)
    let report = try RunReading.read(source, skims: true, histories: nil)
    WrittenHistory(try RunDirectory(opening: copy.path), in: histories(1)).keep()
    let left = copy.appending(path: "events.history")
    let bytes = try Data(contentsOf: left)
    let with = try Self.screens(of: source, histories(1))
    #expect(with.wasKept && with.pictures == without.pictures)
    #expect(try RunReading.read(source, skims: true, histories: histories(1)).state == report.state)
    // Whoever has another secret made another history, whatever it says.
    let strangers = try Self.screens(of: source, histories(2))
    #expect(!strangers.wasKept && strangers.pictures == without.pictures)
    // Nothing is written or removed beside a run that is only looked at.
    #expect(try Data(contentsOf: left) == bytes)
    let names = try FileManager.default.contentsOfDirectory(atPath: run.path)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: copy.path).sorted()
        == (names + ["events.history"]).sorted())
  }

  private static func screens(
    of source: EventSource, _ histories: HistoryFolder?
  ) throws -> (pictures: [[String]], wasKept: Bool) {
    var feed = try RunFeed(source, isOwn: false, index: 0, histories: histories)
    feed.sizes = SkimmedSizes(least: 0, part: 20_000)
    var state = DashboardState(runs: [feed.openRun()], width: 120, height: 40)
    var wasKept = false
    repeat {
      for message in feed.read() {
        if case .historyRead = message { wasKept = true }
        _ = state.update(message)
      }
      feed.keeping(state.runs[0].timeline)?()
    } while feed.hasMore
    var pictures: [[String]] = []
    for key in ["1", "2", "3", "4", "5", "7", "8", "1", "<", "<", "<", "2", "<"] {
      _ = state.update(.keyPressed(.character(Character(key))))
      pictures.append(state.draw(glyphs: .braille).lines)
    }
    return (pictures, wasKept)
  }

  @Test(arguments: SampleRun.all)
  func `take at most 2 MiB`(run: SampleRun) throws {
    let folder = URL(filePath: run.path)
    let files = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: [.fileSizeKey])
    let sizes = try (files?.compactMap { $0 as? URL } ?? []).map {
      try $0.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
    }
    #expect(sizes.reduce(0, +) <= 2 << 20)
  }

  @Test(arguments: SampleRun.all.indices)
  func `are drawn by every view`(place: Int) throws {
    let sizes = [(40, 12), (80, 24), (160, 45)]
    for (number, (_, view)) in ViewCatalog.views.enumerated() {
      // A log is read for each picture, so each view has another size with every run.
      let size = sizes[(number + place) % sizes.count]
      let screen = try ScreenText(
        ComparisonSource([SampleRun.all[place].path]), view: ViewChoice(named: view.id.name),
        size: "\(size.0)x\(size.1)", options: .notGiven(), isColoured: false)
      let lines = screen.text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == size.1, "\(view.id.name)")
      #expect(lines.first?.contains("kolb") == true, "\(view.id.name)")
    }
  }
}

struct SampleRun: Sendable, CustomTestStringConvertible {
  let path: String

  var testDescription: String { URL(filePath: path).lastPathComponent }

  static let all: [SampleRun] = {
    let folder = Repository.file("sample-runs")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appending(path: $0) }
      .filter { FileManager.default.fileExists(atPath: $0.appending(path: "events.jsonl").path) }
      .map { SampleRun(path: $0.path) }
  }()
}
