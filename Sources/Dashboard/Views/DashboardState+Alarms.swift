import RunModel

/// The alarms that every picture counts.
extension DashboardState {
  /// Every alarm of the run as it was at the playhead.
  var alarms: [Alarm] {
    if let kept = caches.alarms, kept.question == alarmQuestion { return kept.alarms }
    return Alarms.all(of: run)
  }

  mutating func rememberAlarms() {
    let question = alarmQuestion
    guard caches.alarms?.question != question else { return }
    caches.alarms = KeptAlarms(question: question, alarms: Alarms.all(of: run))
  }

  private var alarmQuestion: KeptAlarms.Question {
    KeptAlarms.Question(run: current, events: run.eventCount)
  }
}
