import Environments
import RLCore
import Testing
import WorldsInPython

@testable import OutsideWorlds

/// A world that hangs, dies, lies, floods or speaks garbage costs the attempt that it was asked
/// about, and nothing else.
@Suite(.enabled(if: Python.isThere, "\(Python.skipReason)"), .serialized)
struct BadWorldTests {
  private func badWorld(_ options: (name: String, OptionValue)...) async throws -> ProcessWorld {
    try await world(Python.world("bad.py"), ("timeout", .number(3)))
  }

  /// Why a turn could not be played.
  private func fault(_ word: String, in episode: any EnvironmentEpisode) async -> String? {
    var episode = episode
    do {
      _ = try await episode.respond(to: word)
      return nil
    } catch { return "\(error)" }
  }

  private static let ends = [
    ("die", "the world broke off: it ended with code 1; its last words: the ice broke"),
    ("crash", "the world broke off: it ended with code 1; its last words: ValueError: no such"),
    ("killed", "the world broke off: it was ended by signal 9"),
    ("hang", "the world broke off: it said nothing for 3 seconds and was ended"),
    ("flood", "the world broke off: it wrote more than 1 MiB that is no answer and was ended"),
    ("endless-line", "the world broke off: it wrote more than 1 MiB that is no answer"),
    ("out-of-step", "the world broke off: it answered question "),
  ]

  @Test(arguments: ends)
  func `a process that goes costs the attempt that it went over, and the others go on`(
    word: String, reason: String
  ) async throws {
    let world = try await badWorld()
    var others: [any EnvironmentEpisode] = []
    for index in 0..<3 {
      var other = try await world.attempt(at: index)
      #expect(try await other.respond(to: "a").observation == "a")
      others.append(other)
    }
    let victim = try await world.attempt(at: 3)
    #expect(await world.restarts == 0)
    let fault = await fault(word, in: victim)
    #expect(fault?.hasPrefix(reason) == true, "\(fault ?? "no fault")")
    for var other in others {
      #expect(try await other.respond(to: "b").observation == "a b", "made again elsewhere")
      #expect(try await other.respond(to: "win").outcome == .solved)
    }
    #expect(await world.restarts == 1)
  }

  @Test func `of many at once, those alone are lost that a process goes over`() async throws {
    let world = try await badWorld()
    let outcomes = await withTaskGroup(of: (Int, String?).self) { group in
      for index in 0..<40 {
        group.addTask {
          do {
            var episode = try await world.attempt(at: index)
            for word in ["a", "b", index % 10 == 3 ? "die" : "c", "win"] {
              _ = try await episode.respond(to: word)
            }
            return (index, nil)
          } catch { return (index, "\(error)") }
        }
      }
      return await group.reduce(into: [Int: String?]()) { $0[$1.0] = $1.1 }
    }
    #expect(outcomes.count == 40)
    for (index, fault) in outcomes {
      #expect((fault != nil) == (index % 10 == 3), "\(index): \(fault ?? "played")")
    }
    #expect(await world.restarts == 4)
  }

  private static let lies = [
    ("nan", "'reward' is nan, not a finite number"),
    ("infinite", "'reward' is inf, not a finite number"),
    ("too-much", "'reward' is 100.0, and the world said that rewards are from 0 to 1"),
    ("text-reward", "'reward' is a string, not a finite number"),
    ("unknown-outcome", "'outcome' is 'glorious'; there are 'planned', 'moved', 'blocked', "),
    ("contradiction", "'outcome' is 'solved' and 'done' is false, which contradict each other"),
    ("off-the-board", "'position' is 400, not a whole number from 0 to 3"),
    ("ragged", "'board' has rows of different lengths"),
    ("long", "'observation' has more than 20000 characters"),
  ]

  @Test(arguments: lies)
  func `an answer that cannot be so costs its attempt, and the process stays`(
    word: String, reason: String
  ) async throws {
    let world = try await badWorld()
    let fault = await fault(word, in: try await world.attempt())
    #expect(fault?.hasPrefix("the world's answer is wrong: " + reason) == true, "\(fault ?? "")")
    var other = try await world.attempt()
    #expect(try await other.respond(to: "win").reward == 1)
    #expect(await world.restarts == 0)
  }

  @Test func `what a world says of an error is said, clean`() async throws {
    let fault = await fault("error", in: try await badWorld().attempt())
    #expect(fault == "the world says: the model of the world is missing\u{FFFD}[31m")
  }

  @Test func `garbage between answers is passed over`() async throws {
    var episode = try await badWorld().attempt()
    #expect(try await episode.respond(to: "garbage").observation == "garbage")
    #expect(try await episode.respond(to: "win").isDone)
  }

  @Test func `hostile text is clean before anybody sees it`() async throws {
    var episode = try await badWorld().attempt()
    #expect(
      try await episode.respond(to: "hostile").observation
        == "a\u{FFFD}[2Jb\u{FFFD}c\n d\u{FFFD}")
  }

  @Test func `a process that leaves after each answer costs attempts, and no more`() async throws {
    let world = try await badWorld()
    var episode = try await world.attempt()
    #expect(try await episode.respond(to: "leave").observation == "leave")
    // Made again, it leaves again; three times are enough.
    let fault = await fault("b", in: episode)
    #expect(fault?.hasPrefix("the world broke off: it ended by itself") == true, "\(fault ?? "")")
    var other = try await world.attempt()
    #expect(try await other.respond(to: "win").isDone)
  }

  @Test(arguments: ["die", "hang", "flood", "garbage"])
  func `one that is bad from the beginning is said before anything begins`(
    word: String
  ) async throws {
    let patience = OptionValue.number(word == "hang" ? 1 : 60)
    do {
      let world = try await world(Python.world("bad.py", word), ("start_timeout", patience))
      #expect(word == "garbage", "it began")
      #expect(try await world.attempt().position == 0)
    } catch let fault as WorldFault {
      #expect(word != "garbage")
      #expect("\(fault)".hasPrefix("The world did not say who it is: it "), "\(fault)")
    }
  }

  @Test func `a program that is not there is said with its name`() async throws {
    let fault = WorldFault.refused(
      program: "no-such-world", reason: "No such file or directory")
    await #expect(throws: fault) {
      try await world("no-such-world --at all")
    }
  }
}
