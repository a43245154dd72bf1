import RunModel

/// Which first attempts are reflected on and made again (the paper, section 3.1).
package struct Gate: Sendable {
  private let isOn: Bool
  /// τ: an attempt below it failed.
  private let threshold: Double

  package init(_ options: ERLOptions) {
    isOn = options.gate
    threshold = options.threshold
  }

  /// Opens a retry for each episode that passes; those get their places in the episodes' order.
  package func admit(_ episodes: [Episode]) -> [Episode] {
    var admitted = episodes
    var place = 0
    for index in admitted.indices
    where !isOn || admitted[index].first.reward < threshold {
      admitted[index].retry = Retry(place: place)
      place += 1
    }
    return admitted
  }
}
