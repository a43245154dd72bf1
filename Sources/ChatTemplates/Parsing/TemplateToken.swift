/// A piece of a template: text as it stands, or a part of what stands between braces.
struct TemplateToken: Equatable {
  enum Kind: Equatable {
    case text(String)
    case beginBlock
    case endBlock
    case beginOutput
    case endOutput
    case name(String)
    case string(String)
    case integer(Int)
    case number(Double)
    case sign(String)
    case end
  }

  var kind: Kind
  var line: Int

  /// What errors call it.
  var shownName: String {
    switch kind {
    case .text: "text"
    case .beginBlock: "{%"
    case .endBlock: "%}"
    case .beginOutput: "{{"
    case .endOutput: "}}"
    case .name(let name): name
    case .string(let text): text
    case .integer(let value): String(value)
    case .number(let value): "\(value)"
    case .sign(let sign): sign
    case .end: "the end of the template"
    }
  }
}
