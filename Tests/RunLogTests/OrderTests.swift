import Glibc
import RunLog
import RunModel
import Testing

/// Orders travel by a file that anybody may write to.
struct OrderTests {
  private let folder: TemporaryFolder
  private let run: RunDirectory

  init() throws {
    folder = try TemporaryFolder()
    run = try RunDirectory(creating: folder("run"), configuration: RunConfiguration())
  }

  private static let orders: [Order] = [
    .pause, .resume, .step(.phase), .step(.step), .stop, .abort, .checkpoint,
    .set(key: "erl.memory", value: "bank(4)"), .note("two\nlines, \"quotes\" and 雪"),
    .reflect(episode: 12, text: "B goal\nC hole"), .memory(MemoryOrder(.pin, id: 3)),
    .memory(MemoryOrder(.unpin, id: 3)), .memory(MemoryOrder(.evict, id: 4)),
    .memory(MemoryOrder(.edit("D safe"), id: 5)),
  ]

  @Test(arguments: orders)
  func `an order is read as it was written`(order: Order) throws {
    let signed = SignedOrder(order, who: "a test")
    #expect(try OrderLine.decode(OrderLine.encode(signed)) == signed)
  }

  @Test func `orders arrive in their order, those from before the reader do not`() throws {
    try run.give(SignedOrder(.abort, who: "yesterday"))
    var reader = try OrderReader(run)
    #expect(try reader.read() == OrderBatch())
    for order in Self.orders { try run.give(SignedOrder(order, who: "a test")) }
    #expect(try reader.read().orders.map(\.order) == Self.orders)
    #expect(try reader.read() == OrderBatch())
  }

  @Test func `whatever was given to a run that just begins is given to it`() throws {
    try run.give(SignedOrder(.pause, who: "a test"))
    var reader = try OrderReader(run, isNew: true)
    #expect(try reader.read().orders.map(\.order) == [.pause])
  }

  @Test(arguments: [
    "frob", "{}", "{\"order\":\"frob\"}", "{\"order\":\"set\",\"key\":\"x\"}", "[1]", "\u{0}\u{1}",
    "{\"order\":\"step\",\"stride\":\"week\"}", "{\"order\":\"pause\"} and more",
    "{\"order\":\"pause\"", "\u{FEFF}", "null", "{\"order\":7}",
  ])
  func `what is no order is refused, and the next one is taken`(line: String) throws {
    var reader = try OrderReader(run)
    try folder.write(Array(line.utf8), to: "run/orders.jsonl", mode: "a")
    // Torn: no newline yet, so nobody can say.
    #expect(try reader.read() == OrderBatch())
    try run.give(SignedOrder(.pause, who: "a test"))
    let batch = try reader.read()
    #expect(batch.refused.map(\.line) == [1])
    #expect(batch.orders.map(\.order) == [.pause])
  }

  @Test func `a file that was emptied is read from its beginning`() throws {
    try run.give(SignedOrder(.note("long before that"), who: "yesterday"))
    var reader = try OrderReader(run)
    try folder.write("{\"order\":\"stop\"}\n", to: "run/orders.jsonl")
    #expect(try reader.read().orders == [SignedOrder(.stop, who: "somebody")])
  }

  @Test func `the lock tells who trains a run, and what that is doing`() throws {
    #expect(try run.enginePresence() == .none)
    var writer: EventWriter? = try EventWriter(run)
    let own = Int(getpid())
    func working(_ activity: EngineActivity) -> EnginePresence {
      .working(EngineSight(process: own, activity))
    }
    #expect(try run.enginePresence() == working(EngineActivity(.running)))
    for state in EngineState.allCases {
      for phase in [nil] + TrainingPhase.allCases {
        let activity = EngineActivity(state, phase: phase, pace: .stepsPerSecond(2.5))
        try writer?.tell(activity)
        #expect(try run.enginePresence() == working(activity))
      }
    }
    // To be asked about does not cost the lock.
    #expect(throws: RunLogError.inUse(path: run.path, process: own, host: nil)) {
      try EventWriter(run)
    }
    writer?.close()
    #expect(try run.enginePresence() == .none)
    writer = nil
    try folder.write("123 running\n", to: "run/.lock")
    #expect(try run.enginePresence() == .died)
  }
}
