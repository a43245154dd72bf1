/// What stands where a run is part of a report, which keeps little of it.
enum ExcerptWords {
  static let all =
    "A report keeps of each run its evaluations and what it had spent by then. Episodes, "
    + "reflections, memory and figures of each step are in the run's own folder: kolb open FOLDER."
}
