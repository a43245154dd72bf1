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
    let inside = Frame("claims", note: "i: each one whole, and what its figure is")
      .draw(in: area, on: &canvas)
    let heads = judgements.map { "\($0.claim.rawValue) \($0.verdict.rawValue)" }
    let figures = judgements.map(Self.figure)
    let widest = heads.map(\.count).max() ?? 0
    let statement = widest + 2 + (figures.map(\.count).max().map { $0 > 0 ? $0 + 2 : 0 } ?? 0)
    for (row, judgement) in judgements.prefix(inside.height).enumerated() {
      let hidden = judgements.count - inside.height
      guard row < inside.height - 1 || hidden <= 0 else {
        // Without their words, none of the verdicts is out of sight.
        canvas.write("… " + Self.rest(judgements[row...]), row: row, in: inside, as: .muted)
        return
      }
      canvas.write(heads[row], row: row, in: inside, as: judgement.verdict.style)
      canvas.write(figures[row], row: row, column: widest + 2, in: inside, as: .text)
      canvas.write(judgement.claim.statement, row: row, column: statement, in: inside, as: .text)
    }
  }

  /// "S2 S9 confirmed · S3 undecided": by verdict, so that many have room.
  private static func rest(_ judgements: ArraySlice<ClaimJudgement>) -> String {
    ClaimJudgement.Verdict.allCases.compactMap { verdict in
      let claims = judgements.filter { $0.verdict == verdict }.map(\.claim.rawValue)
      return claims.isEmpty ? nil : "\(claims.joined(separator: " ")) \(verdict.rawValue)"
    }.joined(separator: " · ")
  }

  /// The figure that decides, if one alone does.
  private static func figure(_ judgement: ClaimJudgement) -> String {
    guard let figure = judgement.figures.first, judgement.isDecided(by: figure) else { return "" }
    return "\(Figures.estimate(figure.estimate)) n \(figure.estimate.count)"
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
