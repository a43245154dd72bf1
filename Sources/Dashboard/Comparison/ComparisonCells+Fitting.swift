import RunModel
import TerminalUI

extension ComparisonCells {
  /// Columns that tables without room for them do without.
  struct Extras: OptionSet {
    let rawValue: Int

    static let end = Extras(rawValue: 1)
    static let costs = Extras(rawValue: 2)
    static let lift = Extras(rawValue: 4)
    static let heights = Extras(rawValue: 8)
    static let all: Extras = [.end, .costs, .lift, .heights]
  }

  /// The most columns beside which every name is whole, and what room is left goes between them.
  var fitting: (extras: Extras, gap: Int) {
    let choices: [Extras] = [.all, [.end, .costs, .lift], [.end, .costs], .end, []]
    let extras = choices.first { widest <= room(beside: $0, gap: 1) } ?? .end
    return (extras, widest <= room(beside: extras, gap: 2) ? 2 : 1)
  }

  /// The longest name with its sign, and the word beside that of the baseline.
  private var widest: Int {
    compared.comparison.arms.map { 2 + TextWidth.columns(of: $0.title) + suffix(of: $0).count }
      .max() ?? 0
  }

  private func suffix(of arm: Comparison.Arm) -> String {
    arm.name == baseline && hasDifferences ? "  baseline" : ""
  }

  /// What the figures leave to the first column, with the selection's sign and a scroll bar beside.
  private func room(beside extras: Extras, gap: Int) -> Int {
    figures(extras).reduce(width - 3) { room, column in
      if case .fixed(let width) = column.length { room - width - gap } else { room }
    }
  }

  /// What there is for a title: the room for names without the sign and the word behind it.
  var nameWidth: Int {
    let room = room(beside: chosen.extras, gap: gap) - 2
    return max(8, widest <= room + 2 || !hasDifferences ? room : room - 10)
  }

  /// "minus rlvr": what differences are to, with a blank below which their signs stand.
  var minus: String {
    let title = compared.comparison.arms.first { $0.name == baseline }?.title ?? "—"
    return "minus \(title.count <= 14 ? title : "baseline") "
  }

  /// The sign of an arm's curve.
  func sign(_ arm: Int) -> Span {
    compared.sign(of: arm, selected: selected).map(ComparisonPlot.sign) ?? Span(" ", .text)
  }
}
