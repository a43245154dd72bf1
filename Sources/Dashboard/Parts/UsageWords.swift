import RLCore
import TerminalUI

extension PolicyUsage {
  /// What servers were asked for, such as "0.42 spent" or "12k read".
  var spans: [Span] {
    money > 0
      ? [Span(Figures.money(money), .text), Span(" spent", .muted)]
      : [Span(Figures.short(Double(readTokens)), .text), Span(" read", .muted)]
  }
}
