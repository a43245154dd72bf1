import Basics
import RunModel
import TerminalUI

/// The columns of the list of runs, as many as there is room for.
struct RunsColumns {
  private enum Column: CaseIterable {
    case mark, state, name, task, method, step, heldOut, age, size
  }

  private let shown: [Column]
  private let nameWidth: Int
  private let stateWidth: Int
  private let stepWidth: Int
  /// The names of all runs, shortened where they are alike.
  private let shortNames: [String: String]

  /// What a narrow screen goes without, the first first.
  private static let dispensable: [Column] = [.size, .age, .method, .task]
  private static let names = 14...40

  init(width: Int, entries: [ShelfEntry]) {
    let longest = entries.map { TextWidth.columns(of: $0.name + Self.kind($0)) }.max() ?? 0
    let wanted = min(max(longest, Self.names.lowerBound), Self.names.upperBound)
    stateWidth = width >= 110 ? 25 : 13
    // Numbers of an experiment's runs say what they count where there is room.
    stepWidth = width >= 110 ? 13 : 10
    var shown = Column.allCases
    let (state, step) = (stateWidth, stepWidth)
    func need(_ name: Int) -> Int {
      shown.reduce(0) { $0 + Self.width($1, name: name, state: state, step: step) + 1 }
    }
    for column in Self.dispensable where need(min(wanted, 24)) > width {
      shown.removeAll { $0 == column }
    }
    self.shown = shown
    nameWidth = max(Self.names.lowerBound, min(wanted, wanted + width - need(wanted)))
    let names = entries.map(\.name)
    let kinds = entries.map { Self.kind($0).count }.max() ?? 0
    shortNames = Dictionary(
      zip(names, TellingApart.shortened(names, to: nameWidth - kinds)),
      uniquingKeysWith: { first, _ in first })
  }

  private static func width(_ column: Column, name: Int, state: Int, step: Int) -> Int {
    switch column {
    case .mark: 1
    case .state: state
    case .name: name
    case .task: 11
    case .method: 6
    case .step: step
    case .heldOut: 15
    case .age: 6
    case .size: 7
    }
  }

  func columns(sort: ShelfSort, isReversed: Bool) -> [Table.Column] {
    shown.map { column in
      let length = Length.fixed(
        Self.width(column, name: nameWidth, state: stateWidth, step: stepWidth))
      guard let by = Self.sort(column) else { return Table.Column("", length) }
      let title = by.title + (by == sort ? (isReversed ? Sign.ascending : .descending).symbol : "")
      let isNumber = [.step, .age, .size].contains(column)
      return Table.Column(title, length, isNumber ? .trailing : .leading)
    }
  }

  private static func sort(_ column: Column) -> ShelfSort? {
    switch column {
    case .mark: nil
    case .state: .state
    case .name: .name
    case .task: .task
    case .method: .method
    case .step: .step
    case .heldOut: .heldOut
    case .age: .age
    case .size: .size
    }
  }

  func cells(_ entry: ShelfEntry, isMarked: Bool) -> [[Span]] {
    shown.map { column in
      switch column {
      case .mark: [Span(isMarked ? "+" : "", .accent)]
      case .state:
        [entry.status.map { StatusWords($0).span } ?? Span(entry.statusText, .muted)]
      case .name: name(entry)
      case .task: [Span(entry.environment, .text)]
      case .method: [Span(entry.method.uppercased(), .muted)]
      case .step: [Span(steps(entry), .text)]
      case .heldOut: heldOut(entry)
      case .age: [Span(entry.ageText, .muted)]
      case .size: [Span(ShelfEntry.sizeText(entry.bytes), .muted)]
      }
    }
  }

  /// What is not a run of one's own says so.
  private func name(_ entry: ShelfEntry) -> [Span] {
    let kind = Self.kind(entry)
    let room = nameWidth - kind.count
    let name =
      TextWidth.columns(of: entry.name) <= room
      ? entry.name : shortNames[entry.name] ?? entry.name
    return [Span(Self.fitted(name, room), .text), Span(kind, .muted)]
  }

  private static func kind(_ entry: ShelfEntry) -> String {
    entry.kind == .run ? "" : " \(entry.kind.name)"
  }

  private static func fitted(_ name: String, _ room: Int) -> String {
    guard TextWidth.columns(of: name) > room else { return name }
    var name = name
    while !name.isEmpty, TextWidth.columns(of: name) >= room { name.removeLast() }
    return name + "…"
  }

  /// Of many runs their numbers alone have room.
  private func steps(_ entry: ShelfEntry) -> String {
    guard stepWidth < 13, let runs = entry.runs else { return entry.stepText }
    return runs.finished == runs.total
      ? "\(runs.total) \(runs.total == 1 ? "run" : "runs")" : "\(runs.finished)/\(runs.total)"
  }

  private func heldOut(_ entry: ShelfEntry) -> [Span] {
    guard let heldOut = entry.heldOut else { return [] }
    let interval = heldOut.interval.map {
      " \(Figures.share($0.low))–\(Figures.share($0.high))"
    }
    return [Span(Figures.share(heldOut.rate), .accent), Span(interval ?? "", .muted)]
  }
}
