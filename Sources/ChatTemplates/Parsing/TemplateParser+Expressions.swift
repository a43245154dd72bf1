extension TemplateParser {
  /// One expression, or several with commas between them, which are a list.
  mutating func expressions() throws(TemplateFault) -> Expression {
    let first = try expression()
    guard token.kind == .sign(",") else { return first }
    var values = [first]
    while skip(",") { values.append(try expression()) }
    return .list(values)
  }

  mutating func expression(allowingCondition: Bool = true) throws(TemplateFault) -> Expression {
    try deeper { parser throws(TemplateFault) in
      var value = try parser.disjunction()
      while allowingCondition, parser.skip(word: "if") {
        let condition = try parser.disjunction()
        let otherwise = parser.skip(word: "else") ? try parser.expression() : nil
        value = .conditional(value, condition: condition, otherwise: otherwise)
      }
      return value
    }
  }

  private mutating func disjunction() throws(TemplateFault) -> Expression {
    var left = try conjunction()
    while skip(word: "or") { left = .binary("or", left, try conjunction()) }
    return left
  }

  private mutating func conjunction() throws(TemplateFault) -> Expression {
    var left = try negation()
    while skip(word: "and") { left = .binary("and", left, try negation()) }
    return left
  }

  private mutating func negation() throws(TemplateFault) -> Expression {
    guard skip(word: "not") else { return try comparison() }
    return try deeper { parser throws(TemplateFault) in .unary("not", try parser.negation()) }
  }

  private mutating func comparison() throws(TemplateFault) -> Expression {
    let line = token.line
    let left = try sum()
    var comparisons: [Expression.Comparison] = []
    while let sign = comparisonSign() {
      comparisons.append(Expression.Comparison(sign: sign, right: try sum()))
    }
    return comparisons.isEmpty ? left : .at(line: line, .comparison(left, comparisons))
  }

  private mutating func comparisonSign() -> String? {
    for sign in ["==", "!=", "<=", ">=", "<", ">"] where skip(sign) { return sign }
    if skip(word: "in") { return "in" }
    if token.kind == .name("not"), following.kind == .name("in") {
      advance()
      advance()
      return "not in"
    }
    return nil
  }

  private mutating func sum() throws(TemplateFault) -> Expression {
    try chain(["+", "-"]) { parser throws(TemplateFault) in
      try parser.chain(["~"]) { parser throws(TemplateFault) in
        try parser.chain(["*", "//", "/", "%"]) { parser throws(TemplateFault) in
          try parser.unary(withFilters: true)
        }
      }
    }
  }

  private mutating func chain(
    _ signs: [String], _ part: (inout Self) throws(TemplateFault) -> Expression
  ) throws(TemplateFault) -> Expression {
    var left = try part(&self)
    while case .sign(let sign) = token.kind, signs.contains(sign) {
      let line = token.line
      advance()
      left = .at(line: line, .binary(sign, left, try part(&self)))
    }
    return left
  }

  private mutating func unary(withFilters: Bool) throws(TemplateFault) -> Expression {
    let line = token.line
    var value: Expression
    if case .sign(let sign) = token.kind, sign == "-" || sign == "+" {
      advance()
      value = try deeper { parser throws(TemplateFault) in
        .at(line: line, .unary(sign, try parser.unary(withFilters: false)))
      }
    } else {
      value = try primary()
    }
    value = try postfixes(of: value)
    if token.kind == .sign("**") { throw fault(.unknown(kind: "sign", name: "**")) }
    return withFilters ? try filters(of: value) : value
  }

  private mutating func primary() throws(TemplateFault) -> Expression {
    let start = token
    advance()
    switch start.kind {
    case .name("true"), .name("True"): return .literal(.boolean(true))
    case .name("false"), .name("False"): return .literal(.boolean(false))
    case .name("none"), .name("None"): return .literal(.none)
    case .name(let name): return .at(line: start.line, .name(name))
    case .integer(let value): return .literal(.integer(value))
    case .number(let value): return .literal(.number(value))
    case .string(var text):
      while case .string(let more) = token.kind {
        text += more
        advance()
      }
      return .literal(.string(text))
    case .sign("("):
      guard !skip(")") else { return .list([]) }
      let inner = try expressions()
      try expect(")")
      return inner
    case .sign("["): return .list(try list(until: "]"))
    case .sign("{"): return .dictionary(try entries())
    default:
      throw TemplateFault(
        line: start.line, problem: .unexpected(found: start.shownName, wanted: "an expression"))
    }
  }

  private mutating func list(until end: String) throws(TemplateFault) -> [Expression] {
    var values: [Expression] = []
    while !skip(end) {
      values.append(try expression())
      if token.kind != .sign(end) { try expect(",") }
    }
    return values
  }

  private mutating func entries() throws(TemplateFault) -> [Expression.Entry] {
    var entries: [Expression.Entry] = []
    while !skip("}") {
      let name = try expression()
      try expect(":")
      entries.append(Expression.Entry(name: name, value: try expression()))
      if token.kind != .sign("}") { try expect(",") }
    }
    return entries
  }

  // MARK: - What stands behind a value

  private mutating func postfixes(of value: Expression) throws(TemplateFault) -> Expression {
    var value = value
    while true {
      let line = token.line
      if skip(".") {
        value = .at(line: line, .member(value, try name()))
      } else if skip("[") {
        value = .at(line: line, try element(of: value))
      } else if token.kind == .sign("(") {
        value = .at(line: line, .call(value, try arguments()))
      } else {
        return value
      }
    }
  }

  private mutating func element(of value: Expression) throws(TemplateFault) -> Expression {
    var parts: [Expression?] = [nil]
    while !skip("]") {
      if skip(":") { parts.append(nil) } else { parts[parts.count - 1] = try expression() }
      guard parts.count <= 3 else { throw unexpected("']'") }
    }
    if parts.count == 1, let index = parts[0] { return .element(value, index) }
    guard parts.count > 1 else { throw unexpected("an index") }
    return .slice(value, from: parts[0], to: parts[1], by: parts.count > 2 ? parts[2] : nil)
  }

  private mutating func arguments() throws(TemplateFault) -> Expression.Arguments {
    var arguments = Expression.Arguments()
    try expect("(")
    while !skip(")") {
      if case .name(let name) = token.kind, following.kind == .sign("=") {
        advance()
        advance()
        arguments.named.append(Expression.Arguments.Named(name: name, value: try expression()))
      } else {
        arguments.values.append(try expression())
      }
      if token.kind != .sign(")") { try expect(",") }
    }
    return arguments
  }

  private mutating func filters(of value: Expression) throws(TemplateFault) -> Expression {
    var value = value
    while true {
      let line = token.line
      if skip("|") {
        let filter = try name()
        guard TemplateFilter.names.contains(filter) else {
          throw TemplateFault(line: line, problem: .unknown(kind: "filter", name: filter))
        }
        let arguments = token.kind == .sign("(") ? try arguments() : Expression.Arguments()
        value = .at(line: line, .filter(value, filter, arguments))
      } else if skip(word: "is") {
        value = .at(line: line, try check(of: value))
      } else if token.kind == .sign("(") {
        value = .at(line: line, .call(value, try arguments()))
      } else {
        return value
      }
    }
  }

  private mutating func check(of value: Expression) throws(TemplateFault) -> Expression {
    let isWanted = !skip(word: "not")
    let line = token.line
    let check = try name()
    guard TemplateCheck.names.contains(check) else {
      throw TemplateFault(line: line, problem: .unknown(kind: "test", name: check))
    }
    var operands: [Expression] = []
    switch token.kind {
    case .sign("("): operands = try arguments().values
    case .string, .integer, .number, .sign("["), .sign("{"): operands = [try operand()]
    case .name(let word) where !["else", "or", "and", "is", "if", "not", "in"].contains(word):
      operands = [try operand()]
    default: break
    }
    return .check(value, check, operands, isWanted: isWanted)
  }

  private mutating func operand() throws(TemplateFault) -> Expression {
    let value = try primary()
    return try postfixes(of: value)
  }
}
