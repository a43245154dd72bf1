/// Makes statements of tokens.
struct TemplateParser {
  private let tokens: [TemplateToken]
  private var place = 0
  /// How deep expressions and blocks lie in each other, so that no template exhausts the stack.
  var depth = 0

  private static let mostDepth = 100

  private init(_ tokens: [TemplateToken]) {
    self.tokens = tokens
  }

  static func parse(_ text: String) throws(TemplateFault) -> [Statement] {
    var parser = TemplateParser(try TemplateLexer.tokens(of: text))
    let statements = try parser.body(until: [])
    guard parser.token.kind == .end else { throw parser.unexpected("the end of the template") }
    return statements
  }

  var token: TemplateToken { tokens[min(place, tokens.count - 1)] }
  var following: TemplateToken { tokens[min(place + 1, tokens.count - 1)] }

  mutating func advance() { place += 1 }

  func fault(_ problem: ChatTemplateError.Problem) -> TemplateFault {
    TemplateFault(line: token.line, problem: problem)
  }

  func unexpected(_ wanted: String) -> TemplateFault {
    fault(.unexpected(found: token.shownName, wanted: wanted))
  }

  mutating func skip(_ sign: String) -> Bool {
    guard token.kind == .sign(sign) else { return false }
    advance()
    return true
  }

  mutating func skip(word: String) -> Bool {
    guard token.kind == .name(word) else { return false }
    advance()
    return true
  }

  mutating func expect(_ sign: String) throws(TemplateFault) {
    guard skip(sign) else { throw unexpected(shown(sign)) }
  }

  private mutating func expect(word: String) throws(TemplateFault) {
    guard skip(word: word) else { throw unexpected(shown(word)) }
  }

  mutating func name() throws(TemplateFault) -> String {
    guard case .name(let name) = token.kind else { throw unexpected("a name") }
    advance()
    return name
  }

  mutating func deeper<Result>(
    _ body: (inout Self) throws(TemplateFault) -> Result
  ) throws(TemplateFault) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostDepth else {
      throw fault(.tooMuch("\(Self.mostDepth) levels of nesting"))
    }
    return try body(&self)
  }

  // MARK: - Blocks

  /// Statements up to a block that begins with one of some words, whose `{%` is taken.
  private mutating func body(until words: Set<String>) throws(TemplateFault) -> [Statement] {
    var statements: [Statement] = []
    while true {
      let line = token.line
      switch token.kind {
      case .text(let text):
        advance()
        statements.append(.text(text))
      case .beginOutput:
        advance()
        let expression = try expression()
        guard token.kind == .endOutput else { throw unexpected("'}}'") }
        advance()
        statements.append(.at(line: line, .output(expression)))
      case .beginBlock:
        if case .name(let word) = following.kind, words.contains(word) {
          advance()
          return statements
        }
        advance()
        statements += try deeper { parser throws(TemplateFault) in
          try parser.block().map { .at(line: line, $0) }
        }
      default:
        guard words.isEmpty else {
          throw fault(.unexpected(found: token.shownName, wanted: shown(words.sorted()[0])))
        }
        return statements
      }
    }
  }

  private mutating func endBlock() throws(TemplateFault) {
    guard token.kind == .endBlock else { throw unexpected("'%}'") }
    advance()
  }

  private mutating func end(_ word: String) throws(TemplateFault) {
    try expect(word: word)
    try endBlock()
  }

  private mutating func block() throws(TemplateFault) -> [Statement] {
    let start = token
    let word = try name()
    switch word {
    case "if": return [try condition()]
    case "for": return [try loop()]
    case "set": return [try set()]
    case "macro": return [try macro()]
    case "break", "continue":
      try endBlock()
      return [word == "break" ? .leave : .next]
    case "generation":
      // Marks what the assistant wrote, for those who train on it; it prints nothing itself.
      try endBlock()
      let body = try body(until: ["endgeneration"])
      try end("endgeneration")
      return [.scope(body)]
    default:
      throw TemplateFault(line: start.line, problem: .unknown(kind: "block", name: word))
    }
  }

  private mutating func condition() throws(TemplateFault) -> Statement {
    var branches: [Statement.Branch] = []
    var otherwise: [Statement] = []
    repeat {
      let condition = try expression()
      try endBlock()
      branches.append(
        Statement.Branch(condition: condition, body: try body(until: ["elif", "else", "endif"])))
    } while skip(word: "elif")
    if skip(word: "else") {
      try endBlock()
      otherwise = try body(until: ["endif"])
    }
    try end("endif")
    return .condition(branches, otherwise: otherwise)
  }

  private mutating func loop() throws(TemplateFault) -> Statement {
    let names = try targets()
    try expect(word: "in")
    let items = try expression(allowingCondition: false)
    let condition = skip(word: "if") ? try expression() : nil
    if token.kind == .name("recursive") {
      throw fault(.unknown(kind: "word", name: "recursive"))
    }
    try endBlock()
    let inner = try body(until: ["else", "endfor"])
    var otherwise: [Statement] = []
    if skip(word: "else") {
      try endBlock()
      otherwise = try body(until: ["endfor"])
    }
    try end("endfor")
    return .loop(
      Statement.Loop(
        names: names, items: items, condition: condition, body: inner, otherwise: otherwise))
  }

  private mutating func targets() throws(TemplateFault) -> [String] {
    var names = [try name()]
    while skip(",") { names.append(try name()) }
    return names
  }

  private mutating func set() throws(TemplateFault) -> Statement {
    let names = try targets()
    if skip(".") {
      let member = try name()
      try expect("=")
      let value = try expression()
      try endBlock()
      return .setMember(names[0], member, value)
    }
    if skip("=") {
      let value = try expressions()
      try endBlock()
      return .set(names, value)
    }
    try endBlock()
    let inner = try body(until: ["endset"])
    try end("endset")
    return .setBlock(names[0], inner)
  }

  private mutating func macro() throws(TemplateFault) -> Statement {
    let name = try name()
    var parameters: [Macro.Parameter] = []
    try expect("(")
    while !skip(")") {
      let parameter = try self.name()
      parameters.append(
        Macro.Parameter(name: parameter, usual: skip("=") ? try expression() : nil))
      if token.kind != .sign(")") { try expect(",") }
    }
    try endBlock()
    let inner = try body(until: ["endmacro"])
    try end("endmacro")
    return .macro(Macro(name: name, parameters: parameters, body: inner))
  }
}
