import TerminalUI

/// How a run is, as a sign and a word, so that colour is not needed; the same wherever it is said.
package struct StatusWords {
  package let span: Span

  package init(_ status: EngineStatus) {
    span =
      switch status {
      case .running: Span("▶ training", .good)
      case .stepping: Span("▶ one step", .good)
      case .pausing: Span("‖ pausing", .warning)
      case .paused: Span("‖ paused", .warning)
      case .waiting: Span("‖ waiting for a model", .warning)
      case .stopping: Span("■ stopping", .warning)
      case .finished: Span("✓ finished", .good)
      case .failed: Span("✗ failed", .bad)
      case .stopped: Span("■ stopped", .warning)
      case .dead: Span("✗ engine died", .bad)
      case .growing: Span("▶ growing", .good)
      case .copied: Span("… copied while it trained", .warning)
      case .unfinished: Span("… unfinished", .muted)
      }
  }

  package var text: String { span.text }
}
