import ArgumentParser
import Basics

/// The manual page, made of the same texts as `--help`.
struct ManualPage {
  /// `kolb.1`, with every command in it, for `man` to set.
  let text: String

  init() {
    // What the parser knows of itself, in its own form.
    let tool = (try? JSONValue(parsing: RootCommand.description.utf8)) ?? .null
    let root = Command(tool[at: "command"])
    let commands = root.commands.filter { $0.isShown && $0.name != "help" }
    var page = Roff()
    page.line(".TH KOLB 1 \"\" \"kolb \(ProgramBuild.version)\" \"User Commands\"")
    page.section("NAME")
    page.line("kolb \\- \(Roff.escaped(Self.lowercased(root.abstract)))")
    page.section("SYNOPSIS")
    for command in commands {
      page.line(".br")
      page.line(".B kolb \(Roff.escaped(command.name))")
      page.line(command.synopsis)
    }
    page.section("DESCRIPTION")
    page.paragraph(root.abstract)
    page.paragraph(root.discussion)
    page.paragraph(
      "Without a command, kolb runs its usual experiment and shows it. "
        + "'kolb COMMAND --help' prints what stands here of one command.")
    page.section("COMMANDS")
    for command in commands { command.write(to: &page) }
    page.section("FILES")
    for file in Self.files { page.item(file.name, file.words) }
    page.section("EXIT STATUS")
    for status in Self.exits { page.item(status.name, status.words) }
    text = page.text
  }

  private static let files = [
    ("runs/", "where runs go that no other folder is named for"),
    ("experiments/", "the same of experiments"),
    (
      "RUN/",
      "a run: what it was asked (run.toml), what it did (events.jsonl), and what it can go on from "
        + "(checkpoints)"
    ),
    ("$XDG_CONFIG_HOME/kolb/kolb.toml", "your settings; 'kolb list config' prints them all"),
    ("$XDG_CONFIG_HOME/kolb/themes/", "your themes"),
  ].map { (name: $0.0, words: $0.1) }

  private static let exits = [
    ("0", "done"), ("1", "failed"), ("2", "wrong usage"),
    ("130", "interrupted, after a checkpoint"),
  ].map { (name: $0.0, words: $0.1) }

  private static func lowercased(_ sentence: String) -> String {
    let text = sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension ManualPage {
  /// A command as the parser tells of it.
  private struct Command {
    let name: String
    let abstract: String
    let discussion: String
    let isShown: Bool
    let commands: [Command]
    private let arguments: [Argument]

    init(_ value: JSONValue) {
      name = value[at: "commandName"].words
      abstract = value[at: "abstract"].words
      discussion = value[at: "discussion"].words
      isShown = value[at: "shouldDisplay"] != .boolean(false)
      commands = value[at: "subcommands"].items.map(Command.init)
      arguments = value[at: "arguments"].items.map(Argument.init).filter(\.isShown)
    }

    var synopsis: String {
      let options = arguments.contains { !$0.isPositional } ? ["[\\fIoption\\fR]..."] : []
      return (options + arguments.filter(\.isPositional).map(\.usage)).joined(separator: " ")
    }

    func write(to page: inout Roff) {
      page.line(".SS \"kolb \(Roff.escaped(name))\"")
      page.paragraph(abstract)
      page.paragraph(discussion)
      for argument in arguments where argument.name != "--help" && argument.name != "--version" {
        page.item(argument.heading, argument.words)
      }
    }
  }

  /// An argument, an option or a flag.
  private struct Argument {
    let name: String
    let isPositional: Bool
    let isShown: Bool
    let words: String
    private let isOptional: Bool
    private let isRepeating: Bool
    private let valueName: String?

    init(_ value: JSONValue) {
      let preferred = value[at: "preferredName"][at: "name"].words
      let isShort = preferred.count == 1
      let kind = value[at: "kind"].words
      isPositional = kind == "positional"
      valueName = kind == "flag" ? nil : value[at: "valueName"].words
      name = isPositional ? value[at: "valueName"].words : (isShort ? "-" : "--") + preferred
      isShown = value[at: "shouldDisplay"] != .boolean(false)
      isOptional = value[at: "isOptional"] == .boolean(true)
      isRepeating = value[at: "isRepeating"] == .boolean(true)
      let usual = value[at: "defaultValue"].words
      let values = value[at: "allValues"].items.map(\.words)
      words = [
        value[at: "abstract"].words,
        values.isEmpty ? "" : "One of \(values.joined(separator: ", ")).",
        usual.isEmpty || kind == "flag" ? "" : "If not given: \(usual).",
      ].filter { !$0.isEmpty }.joined(separator: " ")
    }

    var heading: String { valueName.map { isPositional ? name : "\(name) \($0)" } ?? name }

    var usage: String {
      let text = "\\fI\(Roff.escaped(name))\\fR" + (isRepeating ? "..." : "")
      return isOptional ? "[\(text)]" : text
    }
  }
}

extension JSONValue {
  fileprivate subscript(at name: String) -> JSONValue {
    self[name] ?? .null
  }

  fileprivate var items: [JSONValue] { elements ?? [] }

  fileprivate var words: String { text ?? "" }
}

/// The language that manual pages are written in.
private struct Roff {
  private(set) var text = ""

  mutating func line(_ line: String) { text += line + "\n" }

  mutating func section(_ title: String) { line(".SH \(title)") }

  /// Sentences; an empty line begins a new paragraph.
  mutating func paragraph(_ words: String) {
    guard !words.isEmpty else { return }
    for part in words.split(separator: "\n\n") {
      line(".PP")
      line(Self.escaped(String(part)))
    }
  }

  /// A term and, indented below it, what it is.
  mutating func item(_ term: String, _ words: String) {
    line(".TP")
    line(".B \(Self.escaped(term))")
    line(Self.escaped(words))
  }

  /// Text that says nothing to the formatter: backslashes, hyphens that can be copied, and lines
  /// that would begin with a request.
  static func escaped(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return escaped.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : String($0) }
      .joined(separator: "\n")
  }
}
