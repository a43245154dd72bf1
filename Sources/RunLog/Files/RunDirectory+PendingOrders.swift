import RunModel

extension RunDirectory {
  /// Orders that nobody has carried out, because the engine that they were given to was killed or
  /// ended before it came to them: changes of options and of the memory, remarks, reflections.
  ///
  /// What answers an order names its place in the file, so that each is carried out once however
  /// often a run is killed. Whether a run pauses, stops or saves was asked of the engine that is
  /// gone, and its number of steps is kept elsewhere.
  ///
  /// - Returns: them in the order in which they were given; none where something was carried out
  ///   before orders were known by their places.
  /// - Throws: `RunLogError` where the log or the orders cannot be read.
  package func pendingOrders() throws(RunLogError) -> [GivenOrder] {
    let given = try ordersGiven().filter(\.signed.order.outlivesItsEngine)
    guard !given.isEmpty else { return [] }
    var answers = OrderAnswers()
    try forEachEvent(from: 0, of: [.control, .reflection]) { event, _ in answers.take(event) }
    // Of events that were cut off and not come to again yet, the orders are known as well.
    for event in try KeptCut(at: cutPath)?.events ?? [] { answers.take(event) }
    return answers.areKnown ? given.filter { !answers.answer($0) } : []
  }

  /// All orders of the file; lines that are none were told of when they were written.
  private func ordersGiven() throws(RunLogError) -> [GivenOrder] {
    guard try FileStatus(ofPath: ordersPath) != nil else { return [] }
    return try OrderReader(self, isNew: true).readOnce()
  }
}

/// What a log says of orders.
private struct OrderAnswers {
  private var places: Set<Int> = []
  private var reflected: Set<Int> = []
  /// Whether every answer names its order.
  private(set) var areKnown = true

  mutating func take(_ event: RunEvent) {
    switch event {
    case .reflection(let written) where written.author == "human": reflected.insert(written.episode)
    case .control(let record): take(record)
    default: break
    }
  }

  private mutating func take(_ record: ControlRecord) {
    if let episode = record.action.episode { reflected.insert(episode) }
    if let order = record.order {
      places.insert(order)
    } else if record.action.answersAnOrder, !Self.ofTheProgram.contains(record.who) {
      areKnown = false
    }
  }

  /// Who changes options and remarks on something without having been ordered to.
  private static let ofTheProgram = ["the engine", "kolb resume"]

  func answer(_ given: GivenOrder) -> Bool {
    if case .reflect(let episode, _) = given.signed.order, reflected.contains(episode) {
      return true
    }
    return places.contains(given.place)
  }
}

extension Order {
  fileprivate var outlivesItsEngine: Bool {
    switch self {
    case .set(let key, _): key != RunConfiguration.totalKey
    case .note, .memory, .reflect: true
    case .pause, .resume, .step, .stop, .abort, .checkpoint, .pace: false
    }
  }
}

extension ControlAction {
  fileprivate var answersAnOrder: Bool {
    switch self {
    case .set, .note, .memory, .refused: true
    default: false
    }
  }
}
