import RunModel
import TerminalUI

/// The verdicts on an experiment's claims, a line each with the figure that decides.
struct CompareClaims {
  let judgements: [ClaimJudgement]

  /// The rows that they take of so many, frame included; none where they would crowd out curves.
  func height(in rows: Int) -> Int {
    guard !judgements.isEmpty, rows >= 20 else { return 0 }
    return min(judgements.count + 2, rows >= 40 ? rows / 3 : rows / 5)
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard area.height > 2 else { return }
    let inside = Frame("claims", note: "i: each one whole")
      .draw(in: area, on: &canvas)
    let heads = judgements.map { "\($0.claim.rawValue) \($0.verdict.rawValue)" }
    let widest = heads.map(\.count).max() ?? 0
    for (row, judgement) in judgements.prefix(inside.height).enumerated() {
      let hidden = judgements.count - inside.height
      guard row < inside.height - 1 || hidden <= 0 else {
        // Without their words, none of the verdicts is out of sight.
        canvas.write(
          "… " + heads[row...].joined(separator: ", "), row: row, in: inside, as: .muted)
        return
      }
      canvas.write(heads[row], row: row, in: inside, as: judgement.verdict.style)
      canvas.write(Self.words(judgement), row: row, column: widest + 2, in: inside, as: .text)
    }
  }

  /// The figure that decides, if one alone does, and what is claimed.
  private static func words(_ judgement: ClaimJudgement) -> String {
    guard let figure = judgement.figures.first, judgement.isDecided(by: figure) else {
      return judgement.claim.statement
    }
    return "\(Figures.estimate(figure.estimate)) (n \(figure.estimate.count)): "
      + judgement.claim.statement
  }
}

extension ClaimJudgement {
  /// Whether the interval of a figure alone says what the verdict does.
  ///
  /// Beside a verdict that it does not bear out, a number would be read as a contradiction.
  fileprivate func isDecided(by figure: Figure) -> Bool {
    guard let interval = figure.estimate.interval else { return false }
    return switch verdict {
    case .confirmed: interval.low > 0
    case .refuted: interval.high < 0
    case .undecided: interval.low <= 0 && interval.high >= 0
    case .notMeasured: false
    }
  }
}

extension ClaimJudgement.Verdict {
  fileprivate var style: Style {
    switch self {
    case .confirmed: .good
    case .refuted: .bad
    case .undecided, .notMeasured: .muted
    }
  }
}
