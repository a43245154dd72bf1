import Basics

/// What turns messages into the one text that a language model continues: the part of Jinja that
/// the chat templates of the Qwen, Llama, SmolLM and Olmo families use.
///
/// The text is that of `apply_chat_template` of Hugging Face `transformers`. There is no clock in it:
/// templates that ask for the day take the one that they fall back on, so that a run is the same
/// tomorrow.
package struct ChatTemplate: Sendable {
  /// One message, with any members beside the two that every message has.
  package struct Message: Equatable, Sendable {
    package var role: String
    package var content: String
    package var members: [JSONValue.Member]

    package init(role: String, content: String, members: [JSONValue.Member] = []) {
      self.role = role
      self.content = content
      self.members = members
    }
  }

  package let source: String
  package let file: String
  private let statements: Statements

  // Unchecked: the statements never change, and hold no namespace, which only a run makes.
  private struct Statements: @unchecked Sendable {
    let all: [Statement]
  }

  /// Reads a template.
  ///
  /// - Parameters:
  ///   - source: the text of the template.
  ///   - file: what errors call it.
  /// - Throws: `ChatTemplateError` that names what is not known here, and its line.
  package init(_ source: String, file: String) throws(ChatTemplateError) {
    self.source = source
    self.file = file
    do throws(TemplateFault) {
      statements = Statements(all: try TemplateParser.parse(source))
    } catch {
      throw ChatTemplateError(file: file, line: error.line, problem: error.problem)
    }
  }

  /// The text of a conversation.
  ///
  /// - Parameters:
  ///   - messages: in their order.
  ///   - asksForReply: whether the text ends where the assistant is to go on.
  ///   - variables: what else the template can ask for, such as `bos_token` or `tools`.
  /// - Returns: words in which the marks of the model's turns stand.
  /// - Throws: `ChatTemplateError`.
  package func render(
    _ messages: [Message], asksForReply: Bool, variables: [String: JSONValue] = [:]
  ) throws(ChatTemplateError) -> String {
    let list = messages.map { message -> JSONValue in
      .object(
        [
          JSONValue.Member(name: "role", value: .string(message.role)),
          JSONValue.Member(name: "content", value: .string(message.content)),
        ] + message.members)
    }
    return try render(.array(list), asksForReply: asksForReply, variables: variables)
  }

  /// The text of a conversation whose messages are JSON.
  ///
  /// - Throws: `ChatTemplateError`.
  package func render(
    _ messages: JSONValue, asksForReply: Bool, variables: [String: JSONValue] = [:]
  ) throws(ChatTemplateError) -> String {
    var names = variables.mapValues(TemplateValue.init)
    for absent in ["tools", "documents"] where names[absent] == nil { names[absent] = .some(.none) }
    names["messages"] = TemplateValue(messages)
    names["add_generation_prompt"] = .boolean(asksForReply)
    var run = TemplateRun(names)
    do {
      try run.run(statements.all)
      return run.output
    } catch let fault as TemplateFault {
      throw ChatTemplateError(file: file, line: fault.line, problem: fault.problem)
    } catch {
      throw ChatTemplateError(file: file, line: run.line, problem: .impossible("\(error)"))
    }
  }
}
