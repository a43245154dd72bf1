import Basics
import Foundation
import Importers
import RunLog
import RunModel
import SyntheticRuns

/// What is read of a run's folder, and of the folders of other trainers.
extension Grammar {
  static let ofLogs: [Grammar] = [events, orders, bookmarks] + ForeignSample.all.map(\.grammar)

  private static let events = Grammar(
    "events", seeds: SyntheticRun(seed: 1, steps: 2, prompts: 2).events.map(EventLine.encode),
    words: [
      "\"event\":", "\"attempt\"", "\"update\"", "\"reflection\"", "\"evaluation\"", "\"control\"",
      "\"turns\":", "\"time\":{\"elapsed\":1}", "\"rows\":", "\"legend\":", "\"logps\":",
      "\"step\":",
    ]
  ) { bytes in
    let event = try EventLine.decode(bytes)
    // What was read is written, and read again, alike.
    let written = EventLine.encode(event)
    guard EventLine.encode(try EventLine.decode(written)) == written else { throw Unlike() }
    var state = RunState()
    state.apply(event, offset: 0)
  }

  struct Unlike: Error {}

  private static let orders = Grammar(
    "orders",
    texts: [
      #"{"order":"set","key":"optimizer.learning_rate","value":"3e-4","who":"dashboard"}"#,
      #"{"order":"step","stride":"phase"}"#, #"{"order":"pace","value":"2"}"#,
      #"{"order":"reflect","episode":3,"text":"C kills."}"#, #"{"order":"edit","id":4,"text":"x"}"#,
    ],
    words: ["\"order\":", "\"pace\"", "\"pin\"", "\"stride\":", "\"free\"", "\"hand\""]
  ) { bytes in
    let order = try OrderLine.decode(bytes)
    guard try OrderLine.decode(OrderLine.encode(order)) == order else { throw Unlike() }
  }

  private static let bookmarks = Grammar(
    "bookmarks",
    texts: [#"{"episode":12,"note":"C is the goal"}"# + "\n" + #"{"episode":12,"gone":true}"#],
    words: ["\"episode\":", "\"gone\":"]
  ) { _ = BookmarkLine.read(text($0)) }
}
