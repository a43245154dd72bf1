/// What stands between `{{` and `}}`, or behind the word of a block.
indirect enum Expression: Equatable {
  case literal(TemplateValue)
  case name(String)
  case list([Expression])
  case dictionary([Entry])
  case member(Expression, String)
  case element(Expression, Expression)
  case slice(Expression, from: Expression?, to: Expression?, by: Expression?)
  case call(Expression, Arguments)
  case filter(Expression, String, Arguments)
  case check(Expression, String, [Expression], isWanted: Bool)
  case unary(String, Expression)
  case binary(String, Expression, Expression)
  /// `a < b < c`.
  case comparison(Expression, [Comparison])
  case conditional(Expression, condition: Expression, otherwise: Expression?)
  /// Where an expression stands, for errors.
  case at(line: Int, Expression)

  struct Entry: Equatable {
    var name: Expression
    var value: Expression
  }

  struct Comparison: Equatable {
    var sign: String
    var right: Expression
  }

  struct Arguments: Equatable {
    var values: [Expression] = []
    var named: [Named] = []

    struct Named: Equatable {
      var name: String
      var value: Expression
    }
  }
}

/// A part of a template.
indirect enum Statement: Equatable {
  case text(String)
  case output(Expression)
  case set([String], Expression)
  case setMember(String, String, Expression)
  case setBlock(String, [Statement])
  case condition([Branch], otherwise: [Statement])
  /// What is set in it is not known behind it.
  case scope([Statement])
  case loop(Loop)
  case macro(Macro)
  case leave
  case next
  case at(line: Int, Statement)

  struct Branch: Equatable {
    var condition: Expression
    var body: [Statement]
  }

  struct Loop: Equatable {
    var names: [String]
    var items: Expression
    var condition: Expression?
    var body: [Statement]
    var otherwise: [Statement]
  }
}

/// A part of a template that is called by name.
struct Macro: Equatable {
  struct Parameter: Equatable {
    var name: String
    var usual: Expression?
  }

  var name: String
  var parameters: [Parameter]
  var body: [Statement]
}
