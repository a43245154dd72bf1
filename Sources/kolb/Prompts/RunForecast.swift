import ERLTraining
import RLCore
import RunModel

/// How long a run takes and what it costs, as one reply of each model that is asked lets expect.
struct RunForecast {
  /// What one reply took.
  struct Sample: Sendable, Equatable {
    var seconds: Double
    var usage: PolicyUsage
  }

  let extent: RunExtent
  /// Of whoever acts, and of whoever reflects; `nil` where a reply takes no time worth mention.
  var acting: Sample?
  var reflecting: Sample?

  /// Asks for one reply of each language model of a run, in the words of its first task.
  ///
  /// - Returns: `nil` where no language model is asked or none answered, and where the world failed,
  ///   which the run itself will find out and say.
  /// - Throws: `CancellationError`.
  static func measured(
    of parts: RunParts, _ configuration: RunConfiguration
  ) async throws -> RunForecast? {
    do {
      return try await ask(parts, configuration)
    } catch let error as CancellationError {
      throw error
    } catch {
      return nil
    }
  }

  private static func ask(
    _ parts: RunParts, _ configuration: RunConfiguration
  ) async throws -> RunForecast? {
    let isActing = parts.policy.traits.wording == .plain
    guard isActing || parts.reflector?.traits.wording == .plain else { return nil }
    let task = try await parts.environment.task(
      at: 0, in: .training, seed: configuration.seedBits)
    let chance = SeededGenerator(seed: configuration.seedBits, purpose: "forecast")
    var attempt = Attempt(
      at: task, in: try await task.begin(generator: chance), told: nil, conversation: 0)
    let opening = attempt
    while !attempt.isDone, attempt.turns.count < mostTurns {
      try await attempt.take(Completion(text: "", stopReason: .ended))
    }
    var forecast = RunForecast(
      extent: RunExtent(configuration, turns: max(attempt.turns.count, 1)))
    let sampling = SamplingParameters(temperature: Float(configuration.policy.temperature))
    if isActing {
      var request = SampleRequest(
        conversation: opening.conversation, length: opening.length, sampling: sampling,
        seed: configuration.seedBits)
      request.tools = task.tools
      forecast.acting = try await sample(of: parts.policy, request)
      SpeedBook().keep(forecast.acting, of: configuration.policy.place)
    }
    let reflector = parts.reflector ?? (isActing ? parts.policy : nil)
    if let reflector, reflector.traits.wording == .plain, forecast.extent.reflections > 0 {
      let writer = ReflectionWriter(
        policy: reflector, sampling: sampling, seed: configuration.seedBits)
      forecast.reflecting = try await sample(of: reflector, writer.request(about: attempt))
      SpeedBook().keep(
        forecast.reflecting, of: "reflecting " + configuration.placeOfReflector)
    }
    return forecast.acting == nil && forecast.reflecting == nil ? nil : forecast
  }

  /// Somebody who never answers is not waited for longer by a slow world.
  private static let mostTurns = 64

  private static func sample(
    of policy: any Policy, _ request: SampleRequest
  ) async throws -> Sample? {
    let before = policy.usage
    let begin = ContinuousClock.now
    let replies = try await policy.sample([request])
    let seconds = begin.duration(to: .now).seconds
    await policy.endConversations()
    guard let reply = replies.first else { return nil }
    var usage = policy.usage - before
    // A model of our own keeps no account, but says which tokens it drew.
    if usage.writtenTokens == 0 { usage.writtenTokens = reply.tokens.count }
    return Sample(seconds: seconds, usage: usage)
  }

  /// Seconds, where replies come one after another.
  var seconds: Double {
    Double(extent.acting) * (acting?.seconds ?? 0)
      + Double(extent.reflections) * (reflecting?.seconds ?? 0)
  }

  var money: Double {
    Double(extent.acting) * (acting?.usage.money ?? 0)
      + Double(extent.reflections) * (reflecting?.usage.money ?? 0)
  }

  /// Such as "a reply takes 3.4 s: at most 5:26 for 96 replies one after another".
  var words: String {
    let taken = [(acting, "a turn"), (reflecting, "a reflection")].compactMap { sample, name in
      sample.map { "\(name) took \(Self.rounded($0.seconds)) s\(Self.speed($0))" }
    }
    let count = (acting == nil ? 0 : extent.acting) + (reflecting == nil ? 0 : extent.reflections)
    var words =
      taken.joined(separator: " and ")
      + ": at most \(Words.duration(seconds)) for \(count) replies one after another"
    if money > 0 { words += ", at a cost of \(Self.rounded(money))" }
    return words + "."
  }

  /// Such as ", 12 tokens a second", of which each was written; nothing where they are not counted.
  private static func speed(_ sample: Sample) -> String {
    guard sample.usage.writtenTokens > 0, sample.seconds > 0 else { return "" }
    return ", \(rounded(Double(sample.usage.writtenTokens) / sample.seconds)) tokens a second"
  }

  /// With two digits that count.
  private static func rounded(_ value: Double) -> String {
    guard value > 0, value < 9.95 else { return String(Int(value.rounded())) }
    var unit = 10.0
    while value * unit < 10, unit < 1e6 { unit *= 10 }
    return "\((value * unit).rounded() / unit)"
  }
}

extension PolicyOptions {
  /// What tells the model from others.
  var place: String { "\(backend):\(url) \(model)" }
}

extension RunSettings {
  /// The same of whoever reflects.
  var placeOfReflector: String {
    guard erl.reflector == .external else { return policy.place }
    return "\(reflector.backend):\(reflector.url) \(reflector.model)"
  }
}
