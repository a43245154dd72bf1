import Basics
import RunModel

/// What was worked out from the rest of the state and is kept because a picture asks for it again.
///
/// Anything here may be thrown away at any time and is worked out again: each answer carries the
/// question that it answers, with everything that it depends on, and is asked anew where that has
/// changed. Nothing else in the state depends on what is kept.
struct Caches: Sendable {
  /// The rows of the current view's list: a filter goes through every episode.
  var rows: MatchedRows?
  /// How often the current view's query matches a step.
  var matches: KeptMatches?
  /// What the reflections say: counting goes through every one of them.
  let texts = Memo<MeaningQuestion, TextGroups>()
  let meanings = Memo<MeaningQuestion, MeaningGroups>()
  let claims = Memo<MeaningQuestion, ClaimGrid>()
  /// What looks wrong.
  var alarms: KeptAlarms?
  /// The arms held against each other: intervals take a while.
  var arms: ComparedArms?
  /// What the curves at hand were read for; a long run has many points.
  var curves: CurveQuestion?
  /// The curves as they were at the playhead while looking back.
  var pastCurves = CurveStore()
}

/// What the kept curves depend on.
struct CurveQuestion: Equatable, Sendable {
  let metrics: [String]
  let axis: Axis
  let smoothing: SmoothingChoice
  let run: Int
  let events: Int
}
