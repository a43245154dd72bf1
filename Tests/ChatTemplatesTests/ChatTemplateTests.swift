import Basics
import ChatTemplates
import Foundation
import Testing

@Suite struct `A chat template` {
  @Test func `gives the text that transformers gives`() throws {
    let cases = try ChatCases(ChatCases.folder.appendingPathComponent("cases.json"))
    #expect(cases.cases.count == 160)
    #expect(Set(cases.cases.map(\.template)).count == 4)
    #expect(cases.cases.contains { $0.text == nil })
    #expect(
      try cases.wrong(templates: ChatCases.folder.appendingPathComponent("Templates")) == [])
  }

  /// `chats.py FOLDER/cases.json 200 FOLDER/*.jinja` makes the cases, of any templates.
  @Test(
    .enabled(
      if: ProcessInfo.processInfo.environment["KOLB_CHATS"] != nil,
      "Needs templates: Parity/chats.py FOLDER/cases.json 200 FOLDER/*.jinja, then KOLB_CHATS=FOLDER."
    ))
  func `of any family gives the text that transformers gives`() throws {
    let folder = URL(
      fileURLWithPath: ProcessInfo.processInfo.environment["KOLB_CHATS"] ?? "")
    let cases = try ChatCases(folder.appendingPathComponent("cases.json"))
    #expect(try cases.wrong(templates: folder) == [])
    print("\(cases.cases.count) conversations")
  }

  @Test func `takes messages and variables`() throws {
    let template = try ChatTemplate(
      "{% for m in messages %}[{{ m.role }}: {{ m.content }}]{% endfor %}{{ eos }}", file: "t")
    let text = try template.render(
      [.init(role: "user", content: "hi"), .init(role: "assistant", content: "é")],
      asksForReply: false, variables: ["eos": "</s>"])
    #expect(text == "[user: hi][assistant: é]</s>")
  }

  @Test(arguments: [
    ("a\n{% include 'b' %}", 2, "block 'include'"),
    ("{{ x | wordcount }}", 1, "filter 'wordcount'"),
    ("\n\n{{ x is divisibleby 3 }}", 3, "test 'divisibleby'"),
    ("{{ 'a'.zfill(3) }}", 1, "method 'zfill'"),
    ("{{ 2 ** 3 }}", 1, "sign '**'"),
    ("{{ a & b }}", 1, "sign '&'"),
    ("{% for x in y recursive %}{% endfor %}", 1, "word 'recursive'"),
    ("{% if x %}", 1, "the end of the template"),
    ("{% endif %}", 1, "block 'endif'"),
    ("{{ 'a", 1, "The string '"),
    ("x\n{# never closed", 2, "The comment"),
    ("{{ a", 1, "The output '{{'"),
    ("{{ }}", 1, "an expression"),
    ("{{ messages[0].nothing.more }}", 1, "'more' of something undefined"),
    ("\n{{ 'a' + 1 }}", 2, "between a string and an integer"),
    ("{{ raise_exception('no\u{1B}[2J') }}", 1, "'no\\u{1b}[2J'"),
    ("{% set x.y = 1 %}", 1, "'x' is no namespace"),
    ("{{ 1 // 0 }}", 1, "is no number"),
    ("{{ range(1000000000) }}", 1, "100,000 numbers"),
    ("{{ 9223372036854775807 + 1 }}", 1, "is no number"),
    ("{% for a, b in [[1]] %}{% endfor %}", 1, "1 values cannot be given to 2 names"),
  ])
  func `names what it does not know with its line`(_ source: String, _ line: Int, _ words: String) {
    #expect {
      let template = try ChatTemplate(source, file: "chat_template.jinja")
      _ = try template.render([.init(role: "user", content: "")], asksForReply: true)
    } throws: {
      "\($0)".hasPrefix("chat_template.jinja:\(line): ") && "\($0)".contains(words)
    }
  }

  @Test(arguments: [
    String(repeating: "{{ ", count: 50_000),
    "{{ " + String(repeating: "(", count: 50_000),
    "{{ " + String(repeating: "not ", count: 50_000) + "x }}",
    "{{ " + String(repeating: "-", count: 50_000) + "1 }}",
    String(repeating: "{% if x %}", count: 50_000),
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(9999) %}{{ 'x' * 1000000 }}{% endfor %}",
    "{{ 'x' * 100000000000 }}",
  ])
  func `that is hostile ends with an error`(_ source: String) {
    #expect(throws: ChatTemplateError.self) {
      let template = try ChatTemplate(source, file: "t")
      _ = try template.render([.init(role: "user", content: "")], asksForReply: true)
    }
  }

  @Test func `cut anywhere is an error or another template and never a crash`() throws {
    for name in ["thinking", "headers", "roles"] {
      let file = ChatCases.folder.appendingPathComponent("Templates/\(name).jinja")
      let source = Array(String(decoding: try Data(contentsOf: file), as: UTF8.self))
      for end in stride(from: 0, to: source.count, by: 7) {
        _ = try? ChatTemplate(String(source[..<end]), file: name)
          .render([.init(role: "user", content: "x")], asksForReply: true)
      }
    }
  }
}
