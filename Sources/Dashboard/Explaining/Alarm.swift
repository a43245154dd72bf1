import RunModel

/// A sign that something is wrong: what, in numbers, and what it means.
package struct Alarm: Sendable, Equatable {
  /// What can be wrong.
  package enum Kind: String, CaseIterable, Sendable {
    case failedWorld = "failed-world"
    case taskFile = "task-file"
    case deadGroups = "dead-groups"
    case unreadable
    case repeated
    case falseMemory = "false-memory"
    case clipping
    case gradient
    case notFinite = "not-finite"
    case entropy
    case byHeart = "by-heart"
    case cutOff = "cut-off"
    case alike
    case template
    case hacking
    case unread
  }

  package let kind: Kind
  package let text: String

  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

extension Alarm.Kind {
  /// When it is raised, why that is bad, and what helps.
  package var explanation: Explanation {
    let (meaning, count, good, bad, source) = words
    return Explanation(
      "alarm \(rawValue)", meaning, count: count, good: good, bad: bad, source: source)
  }

  private var words: (String, String, String, String, String) {
    switch self {
    case .failedWorld:
      (
        "The world broke off attempts of the latest 10 steps; they are counted nowhere else.",
        "attempts", "none", "a world that fails often hides the tasks it fails on", "view 7, log"
      )
    case .taskFile:
      (
        "Rows of a file of tasks were refused, or cannot be solved as they stand.", "rows",
        "every row is played", "what is trained on is not what the file holds",
        "the log's first event has each row with its reason and place"
      )
    case .deadGroups:
      (
        "Of the groups of first attempts of the latest 10 steps more than 0.8 had equal rewards, "
          + "so no row of them has an advantage.", "groups of one prompt",
        "mixed groups: some rollouts solve the task and some fail",
        "too hard: nothing to learn from; solved: nothing left. Change the tasks or the group size",
        "GRPO; Dynamic sampling, DAPO, arXiv 2503.14476"
      )
    case .unreadable:
      (
        "Of the reflections of the latest 10 steps less than 0.95 are in the form asked for.",
        "reflections", "all can be read",
        "the form is being unlearnt; where no advice is found in one, none is told",
        "the world's own reader"
      )
    case .repeated:
      (
        "Of the reflections of the latest 10 steps less than 0.1 are new, word for word.",
        "reflections", "most are new", "one text is said to everything: reflecting is a habit",
        "exact comparison with the last 200"
      )
    case .falseMemory:
      (
        "The latest entry of the memory says something of the rules that is not so.", "rules",
        "every rule in memory is true", "a false rule is told to every attempt that starts from it",
        "claims held against the world's truth; :memory edit or evict mends it"
      )
    case .clipping:
      (
        "Of the tokens of first attempts of the latest 10 steps more than 0.2 have ratios that "
          + "the loss clips.", "tokens", "0.001 to 0.1",
        "steps are too large: lower optimizer.learning_rate", "PPO, arXiv 1707.06347"
      )
    case .gradient:
      (
        "The norm of the latest gradient, before clipping, is more than 5 times the median of "
          + "the last 200.", "updates", "steady", "a spike often comes before a collapse",
        "practice"
      )
    case .notFinite:
      (
        "A loss or a gradient of the latest 10 updates is no number.", "updates", "none",
        "the weights may be lost; resume from a checkpoint with a lower learning rate", "arithmetic"
      )
    case .entropy:
      (
        "The entropy of first attempts is less than a fifth of what it was at first.", "tokens",
        "falls slowly", "a sudden fall is a collapse: the policy no longer explores",
        "The Entropy Mechanism of RL for Reasoning, arXiv 2505.22617"
      )
    case .byHeart:
      (
        "Told the true rules in other letters the policy solves less than half of what it solves "
          + "untold in the letters of training.", "held-out tasks",
        "both are high: it follows rules that it is told",
        "it knows the rules of training by heart and no longer listens", "permuted letters"
      )
    case .cutOff:
      (
        "Of the reflections of the latest 10 steps more than 0.2 ran into the limit of tokens.",
        "reflections", "none", "the end of the advice is missing; allow more tokens", "log"
      )
    case .alike:
      (
        "The mean novelty of the reflections of the latest 10 steps is below 0.1.", "reflections",
        "0.3 to 0.7", "nearly every reflection was written before", "word trigrams"
      )
    case .template:
      (
        "The template index of the latest 10 steps is not clearly above 1/16, which is chance.",
        "searches", "well above 1/16 where tasks have rules of their own",
        "a reflection does not tell which task it is about; right where all share their rules",
        "retrieval among 16 tasks"
      )
    case .hacking:
      (
        "Leaks rose by more than 0.05 over the 10 steps before while transfer fell.",
        "reflections", "no leaks", "the reward is hacked: tasks are given away, not taught",
        "experiment 'hacking'"
      )
    case .unread:
      (
        "Another task's reflection does as well as the own one, and the interval is narrow.",
        "probed attempts", "the own one does better", "reflections are general, or not read",
        "placebo control"
      )
    }
  }

  /// Where to look at what it is about.
  var place: (view: ViewID, chart: String?) {
    switch self {
    case .failedWorld, .taskFile: (.log, nil)
    case .deadGroups: (.diagnostics, "dead-first")
    case .clipping: (.diagnostics, "clipping")
    case .gradient: (.diagnostics, "gradient")
    case .notFinite: (.diagnostics, "loss")
    case .entropy: (.diagnostics, "entropy")
    case .byHeart: (.overview, nil)
    case .falseMemory: (.memory, nil)
    case .unreadable, .repeated, .cutOff, .alike, .template, .hacking, .unread: (.reflections, nil)
    }
  }
}
