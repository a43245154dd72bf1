/// Something that a policy may call for in a turn, as servers of language models are told of it.
///
/// A world reads the same from plain text, for policies that call no tools.
package struct ToolDescription: Sendable, Equatable {
  package var name: String
  /// What it does, in a sentence.
  package var summary: String
  /// What has to be said with a call, each a text.
  package var parameters: [Parameter]

  package struct Parameter: Sendable, Equatable {
    package var name: String
    package var summary: String

    package init(_ name: String, _ summary: String) {
      self.name = name
      self.summary = summary
    }
  }

  package init(_ name: String, _ summary: String, parameters: [Parameter]) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
  }
}
