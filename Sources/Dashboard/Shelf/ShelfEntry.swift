import RunModel

/// Something that can be opened or begun.
package struct ShelfEntry: Sendable, Equatable {
  package enum Kind: Int, Sendable, Comparable {
    case run
    case experiment
    case report
    case sample
    case preset

    package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }

    var name: String {
      switch self {
      case .run: "run"
      case .experiment: "experiment"
      case .report: "report"
      case .sample: "sample"
      case .preset: "preset"
      }
    }
  }

  /// The latest held-out success, of one run or over the seeds of an experiment's method.
  package struct HeldOut: Sendable, Equatable {
    package var rate: Double
    /// Of 95 %; `nil` where it is not known.
    package var interval: Interval?

    package init(rate: Double, interval: Interval?) {
      self.rate = rate
      self.interval = interval
    }
  }

  package struct RunCount: Sendable, Equatable {
    package var finished: Int
    package var total: Int

    package init(finished: Int, total: Int) {
      self.finished = finished
      self.total = total
    }
  }

  package var kind: Kind
  /// Where it lies, by which it is known; of a preset its name.
  package var path: String
  package var name: String
  package var status: EngineStatus?
  package var seed: Int?
  /// What trains it, where that is another program: "process 4711 on HOST".
  package var worker = ""
  package var environment = ""
  package var method = ""
  package var step: Int?
  package var steps: Int?
  /// Of an experiment: runs that are finished, and all.
  package var runs: RunCount?
  package var heldOut: HeldOut?
  /// Seconds since it changed, in steps that a list shows.
  package var age: Int?
  /// Of the disk.
  package var bytes: Int?
  /// What else there is to say.
  package var summary = ""

  package init(kind: Kind, path: String, name: String) {
    self.kind = kind
    self.path = path
    self.name = name
  }

  var isLive: Bool { status?.isLive == true || status == .growing }

  /// Seconds as a list shows them: below a minute none, then whole minutes, hours and days.
  package static func coarse(_ seconds: Double) -> Int {
    let seconds = Int(max(0, seconds))
    for unit in [86400, 3600, 60] where seconds >= unit { return seconds / unit * unit }
    return 0
  }

  var ageText: String {
    guard let age else { return "" }
    if age >= 86400 { return "\(age / 86400) d" }
    if age >= 3600 { return "\(age / 3600) h" }
    return age >= 60 ? "\(age / 60) min" : "now"
  }

  package static func sizeText(_ bytes: Int?) -> String {
    guard let bytes else { return "" }
    let units = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")]
    for (unit, name) in units where bytes >= unit {
      let value = Double(bytes) / Double(unit)
      return value < 10
        ? "\((value * 10).rounded() / 10) \(name)" : "\(Int(value.rounded())) \(name)"
    }
    return "\(bytes) B"
  }

  /// The columns in one line, for a list outside of the dashboard.
  package var words: String {
    let parts = [
      statusText + (worker.isEmpty ? "" : " by \(worker)"), environment, method.uppercased(),
      stepText.isEmpty ? "" : "step \(stepText)",
      heldOut.map { heldOut in
        "held-out \(Figures.share(heldOut.rate))"
          + (heldOut.interval.map {
            " [\(Figures.share($0.low))–\(Figures.share($0.high))]"
          } ?? "")
      } ?? "", ageText, Self.sizeText(bytes),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  var stepText: String {
    if let runs { return "\(runs.finished)/\(runs.total) runs" }
    switch (step, steps) {
    case (let step?, let steps?): return "\(step)/\(steps)"
    case (let step?, nil): return "\(step)"
    case (nil, let steps?): return kind == .preset ? "\(steps)" : "0/\(steps)"
    case (nil, nil): return ""
    }
  }

  var statusText: String {
    if let status { return StatusWords(status).text }
    return kind == .preset ? "▸ begin" : ""
  }
}
