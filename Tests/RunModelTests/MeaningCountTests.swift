import RLCore
import RunModel
import SyntheticRuns
import Testing

/// Groups and grid, counted a second time from the texts.
struct MeaningCountTests {
  private static let run: RunState = {
    var state = RunState()
    for event in SyntheticRun(steps: 9, prompts: 3).events { state.apply(judged(event)) }
    return state
  }()

  /// Claims of which each step has another mix.
  private static func judged(_ logged: LoggedEvent) -> LoggedEvent {
    guard case .reflection(var written) = logged.event else { return logged }
    let id = written.id
    written.claims = [
      Claim(.rule, id % 3 == 0 ? .wrong : .right, about: "C", at: 0..<1, isShown: true)
    ]
    if id % 2 == 0 {
      written.claims?.append(Claim(.leak, .right, about: "path", at: 0..<1, isShown: false))
    }
    if id % 5 == 0 {
      // The same is said twice, once rightly.
      written.claims? += [
        Claim(.grounding, .right, about: "cause", at: 0..<1, isShown: true),
        Claim(.grounding, .wrong, about: "cause", at: 0..<1, isShown: true),
      ]
    }
    written.text = String(repeating: "so ", count: id % 7) + written.text
    return LoggedEvent(.reflection(written), time: logged.time)
  }

  private var texts: [(record: EpisodeRecord, claims: [Claim])] {
    Self.run.episodes.records.compactMap { record in
      Self.run.recent[episode: record.id]?.reflection?.claims.map { (record, $0) }
    }
  }

  @Test func `every reflection is in one group, with its retry and its steps`() throws {
    let groups = MeaningGroups(Self.run.episodes.records) { Self.run.threshold(of: $0) }
    #expect(groups.count == texts.count)
    #expect(groups.groups.reduce(0) { $0 + $1.count } == texts.count)
    // The claims depend on these two remainders alone.
    let kinds = Dictionary(grouping: texts) { text in
      text.claims.map { "\($0.kind) \($0.subject) \($0.verdict)" }.sorted().joined()
    }
    #expect(groups.groups.count == kinds.count)
    #expect(kinds.count > 4)
    for texts in kinds.values {
      let group = try #require(
        groups[MeaningGroup.number(of: texts[0].record.reflection?.meaning)])
      #expect(group.count == texts.count)
      #expect(group.retries == texts.count { $0.record.second != nil })
      #expect(group.solved == texts.count { $0.record.second?.reward == 1 })
      #expect(group.firstStep == texts.map(\.record.step).min())
      #expect(group.lastStep == texts.map(\.record.step).max())
      #expect(group.lastEpisode == texts.last?.record.id)
    }
    #expect(groups.groups.map(\.count) == groups.groups.map(\.count).sorted(by: >))
  }

  @Test(arguments: [1, 2, 4, 9, 100])
  func `every cell counts the reflections of its steps that make its claim`(limit: Int) throws {
    let steps = Self.run.steps.map(\.step)
    let grid = ClaimGrid(Self.run.episodes.records, steps: steps, columns: limit)
    #expect(grid.columns.count <= limit)
    #expect(grid.columns.flatMap { Array($0.steps) } == steps)
    #expect(Set(grid.rows.map(\.proposition.name)) == ["C hole", "C other", "cause", "path"])
    let counts = grid.rows.map(\.whole.count)
    #expect(counts == counts.sorted(by: >), "the commonest claim is not first")
    #expect(Set(grid.rows.map(\.number)).count == grid.rows.count)
    for row in grid.rows {
      for (cell, column) in zip(row.cells, grid.columns) {
        let texts = texts.filter { column.steps.contains($0.record.step) }
        #expect(column.count == texts.count)
        let makers = texts.map { text in
          Set(
            text.claims.filter {
              $0.subject == row.proposition.subject
                && (row.proposition.kind != .rule
                  || ($0.verdict == .right) == (row.proposition.said == "hole"))
            }.map(\.verdict))
        }
        #expect(cell.count == makers.count { !$0.isEmpty })
        #expect(cell.right == makers.count { $0.contains(.right) })
        #expect(cell.wrong == makers.count { $0.contains(.wrong) })
      }
      #expect(row.whole == row.cells.dropFirst().reduce(row.cells[0], +))
    }
  }

  @Test func `a run of which nobody can tell what it says has no claims, and says how many`() {
    var state = RunState()
    for logged in SyntheticRun(steps: 2, prompts: 2).events {
      if case .runStarted = logged.event { continue }
      state.apply(logged)
    }
    let grid = ClaimGrid(state.episodes.records, steps: state.steps.map(\.step), columns: 9)
    #expect(grid.rows.isEmpty)
    #expect(grid.count > 0 && grid.unread == grid.count)
    #expect(MeaningGroups(state.episodes.records) { _ in 1 }.groups.count == 1)
  }
}
