/// What the evaluations of a run are, by the names that its log has for them.
package enum EvaluationWords {
  /// A word or two, for the legend of a plot.
  package static func name(of evaluation: String) -> String {
    switch evaluation {
    case "heldout": "held-out"
    case "permuted": "told rules"
    case "rules": "told in old letters"
    default: evaluation
    }
  }

  /// What was measured, in a few words.
  package static func meaning(of evaluation: String) -> String {
    switch evaluation {
    case "heldout": "held-out"
    case "permuted": "told the true rules, letters permuted"
    case "rules": "told the true rules, letters as in training"
    default: evaluation
    }
  }
}
