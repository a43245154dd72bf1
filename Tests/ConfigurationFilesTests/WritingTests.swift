import Basics
import ConfigurationFiles
import RLCore
import RunModel
import Testing

/// Draws values for any option and keeps those that it takes.
private func randomConfiguration(
  using generator: inout some RandomNumberGenerator
) -> RunConfiguration {
  var configuration = RunConfiguration(.shipped)
  let numbers = [0.0, 1e-5, 0.1, 1.0 / 3, .leastNonzeroMagnitude, 0.999999, 1, 5, 7, 300, 1e9]
  let texts = ["a", "é\"\\ b", "#", "日本 = [1]", "'''", "", "C:\\new"]
  for option in ConfigurationSchema.shipped.options {
    let words = option.words.isEmpty ? texts : option.words
    let drawn: [OptionValue] = [
      .flag(.random(using: &generator)),
      .integer(.random(in: 0...9, using: &generator)),
      .integer(.random(in: 0...Int.max, using: &generator)),
      .number(numbers.randomElement(using: &generator) ?? 0),
      .number(.random(in: 0...1, using: &generator)),
      .text(words.randomElement(using: &generator) ?? ""),
      .list([
        .integer(.random(in: 1...5, using: &generator)),
        .integer(.random(in: 5...9, using: &generator)),
      ]),
      .list([
        .number(.random(in: 0...0.5, using: &generator)),
        .number(.random(in: 0.5...1, using: &generator)),
      ]),
    ]
    for value in drawn.shuffled(using: &generator) {
      guard (try? option.set(value, in: &configuration)) == nil else { break }
    }
  }
  return configuration
}

@Suite struct `Writing a configuration` {
  @Test func `reading a written configuration back gives an equal one`() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let configuration = randomConfiguration(using: &generator)
      let text = configuration.resolvedTOML()
      #expect(try RunConfiguration(toml: text, file: "run.toml") == configuration, "\(text)")
    }
  }

  @Test func `every option is written, with what it is for`() {
    let lines = RunConfiguration(.shipped).resolvedTOML().split(separator: "\n")
    for option in ConfigurationSchema.shipped.options {
      #expect(
        lines.contains { $0.hasPrefix(option.name + " = ") && $0.hasSuffix("# " + option.help) })
    }
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test func `every option has a key of its own and takes its default`() throws {
    let keys = ConfigurationSchema.shipped.options.map(\.key)
    #expect(Set(keys).count == keys.count)
    for option in ConfigurationSchema.shipped.options {
      var configuration = RunConfiguration(.shipped)
      try option.set(option.value(in: configuration), in: &configuration)
      #expect(configuration == RunConfiguration(.shipped), "\(option.key)")
    }
  }

  @Test func `each option but the number of threads changes the digest`() throws {
    let start = RunConfiguration(.shipped)
    for option in ConfigurationSchema.shipped.options {
      var changed = start
      let others: [OptionValue] = [
        .flag(option.value(in: start) == .flag(false)), .integer(9), .integer(5), .integer(1),
        .number(0.123), .text("other"),
      ]
      let words = option.words.map(OptionValue.text)
      for value in words + others where changed == start {
        try? option.set(value, in: &changed)
      }
      #expect(changed != start, "\(option.key)")
      #expect(
        (changed.digest == start.digest) == ["threads", "checkpoint_keep"].contains(option.key),
        "\(option.key)")
    }
    #expect(start.digest.count == 16)
  }
}

@Suite struct `Digests` {
  @Test(arguments: [
    ("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8"),
  ])
  func `agree with the published ones`(text: String, digest: String) {
    #expect(FNV1a.hexadecimal(of: text.utf8) == digest)
  }
}
