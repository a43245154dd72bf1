import ConfigurationFiles
import RunModel
import Testing

private let twoArms = """
  title = "Does the gate matter?"
  baseline = "gated"
  seeds = 2
  claims = ["S2"]
  preset = "frozenlake"
  set.steps = 7
  [arms.gated]
  [arms.open]
  title = "without the gate"
  published.Qwen = 0.5
  set.erl.gate = false
  [arms.open.set.erl.train]
  reflection = false
  """

/// What the file `file.toml` of this text is told, a line for each problem.
private func complaints(about toml: String, settings: [String] = []) -> [String] {
  do {
    _ = try ExperimentDescription(toml: toml, file: "file.toml", settings: settings)
    return []
  } catch {
    return error.findings.map(\.description)
  }
}

@Suite struct `Reading an experiment` {
  @Test func `an arm has its preset, the options of all, then its own`() throws {
    let experiment = try ExperimentDescription(toml: twoArms, file: "some/gate.toml")
    var gated = try RunConfiguration(named: "frozenlake")
    gated.steps = 7
    var open = gated
    open.erl.gate = false
    open.erl.trainReflection = false
    #expect(experiment.name == "gate")
    #expect(experiment.baseline == "gated")
    #expect(experiment.seeds == [1, 2])
    #expect(experiment.claims == [.richFeedback])
    #expect(
      experiment.arms == [
        ExperimentArm(name: "gated", configuration: gated),
        ExperimentArm(
          name: "open", title: "without the gate", configuration: open,
          published: [PublishedValue(source: "Qwen", value: 0.5)]),
      ])
  }

  @Test func `settings of the command line reach every arm, last`() throws {
    let experiment = try ExperimentDescription(
      toml: twoArms, file: "file.toml", settings: ["steps=3", "erl.gate=true", "erl.memory=none"])
    #expect(experiment.arms.map(\.configuration.steps) == [3, 3])
    #expect(experiment.arms.allSatisfy { $0.configuration.erl.gate })
  }

  @Test func `reading a written experiment back gives an equal one`() throws {
    var experiment = try ExperimentDescription(toml: twoArms, file: "file.toml")
    experiment.title = "quotes \" and \\ and é"
    experiment.seeds = [3, 11]
    let text = experiment.resolvedTOML()
    #expect(try ExperimentDescription(toml: text, file: "other.toml") == experiment)
  }
}

@Suite struct `What is wrong with an experiment` {
  @Test(
    arguments: [
      ("set.erl.gate = false", "set.erl.gate = maybe", "file.toml:11: this is no TOML"),
      (
        "set.erl.gate = false", "set.erl.memory = 'slit'",
        "file.toml:11: unknown value 'slit' for 'erl.memory'. Did you mean 'slot'?"
      ),
      ("set.steps = 7", "set.steps = 0", "file.toml:6: 'steps' is 0. It takes a whole number"),
      ("set.steps = 7", "set.stebs = 7", "file.toml:6: unknown key 'stebs'. Did you mean 'steps'?"),
      ("set.steps = 7", "set.seed = 7", "file.toml:6: 'seed' belongs to the experiment"),
      ("set.steps = 7", "set = 7", "file.toml:6: 'set' is a table."),
      ("[arms.gated]", "[arms.open]", "file.toml:8: this is no TOML: 'arms.open' is given twice."),
      ("[arms.gated]", "[arms.'../x']", "file.toml:7: '../x' cannot name an arm"),
      ("[arms.gated]", "[arms.Open]\n[arms.gated]", "file.toml:9: the arms 'open' and 'Open'"),
      (
        "[arms.gated]", "[arms.again]\n[arms.gated]",
        "file.toml:8: the arm 'gated' would do exactly what the arm 'again' does."
      ),
      (
        "baseline = \"gated\"", "baseline = \"gatet\"",
        "file.toml:2: the baseline 'gatet' is no arm. Did you mean 'gated'? Arms: gated, open."
      ),
      ("seeds = 2", "seeds = 0", "file.toml:3: 'seeds' is 0."),
      ("seeds = 2", "seeds = [1, 1]", "file.toml:3: the seed 1 is listed twice."),
      ("\"S2\"", "\"S22\"", "file.toml:4: there is no claim 'S22'. Did you mean 'S2'?"),
      ("preset = ", "presett = ", "file.toml:5: unknown key 'presett'. Did you mean 'preset'?"),
      ("\"frozenlake\"", "\"frozenlik\"", "file.toml:5: unknown value 'frozenlik' for 'preset'."),
      ("published.Qwen = 0.5", "published.Qwen = 86", "file.toml:10: the published value of"),
      ("title = \"without", "titel = \"without", "file.toml:9: unknown key 'titel'. Did you mean"),
    ])
  func `is said with its line`(old: String, new: String, message: String) {
    let toml = twoArms.replacing(old, with: new, maxReplacements: 1)
    let found = complaints(about: toml)
    #expect(found.contains { $0.hasPrefix(message) }, "\(found)")
  }

  @Test func `an experiment without arms or baseline is none`() {
    #expect(complaints(about: "").first?.contains("has no arm") == true)
    let nameless = twoArms.replacing("baseline = \"gated\"", with: "")
    #expect(complaints(about: nameless).first?.contains("baseline = \"gated\"") == true)
  }

  @Test func `a setting that no option takes names the argument`() {
    let found = complaints(about: twoArms, settings: ["erl.memory=slit"])
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("--set erl.memory=slit: unknown value 'slit'") == true)
  }
}

@Suite struct `Shipped experiments` {
  @Test(arguments: ShippedExperiment.all)
  func `can be read, and written so that they read the same`(shipped: ShippedExperiment) throws {
    let experiment = try ExperimentDescription(toml: shipped.toml, file: shipped.name)
    #expect(experiment.name == shipped.name)
    let text = experiment.resolvedTOML()
    #expect(try ExperimentDescription(toml: text, file: "again.toml") == experiment)
  }

  @Test(arguments: ShippedExperiment.all)
  func `have the arms that their claims take`(shipped: ShippedExperiment) throws {
    let experiment = try ExperimentDescription(toml: shipped.toml, file: shipped.name)
    for claim in experiment.claims {
      for arm in claim.arms {
        #expect(experiment.arm(named: arm) != nil, "\(claim.rawValue) takes \(arm)")
      }
    }
  }

  @Test(arguments: ["paper", "paper-sokoban", "paper-hotpotqa"])
  func `give RLVR ten first attempts and ERL four of each`(name: String) throws {
    let experiment = try ExperimentDescription(
      toml: ShippedExperiment.text(named: name), file: name)
    let erl = try #require(experiment.arm(named: "erl")?.configuration)
    let rlvr = try #require(experiment.arm(named: "rlvr")?.configuration)
    #expect(erl.erl.groupSize == 4 && rlvr.rlvr.groupSize == 10)
    var same = rlvr
    same.algorithm = .erl
    #expect(same == erl, "they differ in nothing else")
  }

  @Test func `all ten claims are judged by one of them`() throws {
    let claims = try ExperimentDescription(
      toml: ShippedExperiment.text(named: "claims"), file: "claims")
    #expect(claims.claims == ExperimentClaim.allCases.filter { $0.rawValue.hasPrefix("S") })
  }

  @Test func `all claims about hacking are judged by another, whose defences are all there`()
    throws
  {
    let hacking = try ExperimentDescription(
      toml: ShippedExperiment.text(named: "hacking"), file: "hacking")
    #expect(hacking.claims == ExperimentClaim.allCases.filter { $0.rawValue.hasPrefix("H") })
    #expect(hacking.seeds == Array(201...210))
    let options = hacking.arms.map { ($0.name, $0.configuration.erl) }
    for (name, erl) in options where name != "rlvr" {
      #expect(erl.retries == 4, "\(name)")
      #expect(erl.gate == (name == "gate"), "\(name)")
      #expect((erl.retryOn == .sibling) == (name == "sibling"), "\(name)")
    }
    let filters = Dictionary(uniqueKeysWithValues: options.map { ($0.0, $0.1.forgetRoutes) })
    #expect(
      filters.filter { $0.value != .off } == [
        "no-route-memory": .memory, "no-route-distilled": .distillation, "no-routes": .both,
      ])
  }
}
