import RLCore
import Testing

/// A sentence and what it claims, as `C+` for a true claim about C, `B-` for a false one, `Z?` for
/// one that nothing supports, and `¬D+` where something is denied of D and that is true.
struct ClaimCase: Sendable, CustomTestStringConvertible {
  let text: String
  let expected: String
  var testDescription: String { text }

  init(_ text: String, _ expected: String) {
    self.text = text
    self.expected = expected
  }
}

enum ClaimTable {
  static func summary(_ claims: [Claim]) -> String {
    claims.map { claim in
      let sign =
        switch claim.verdict {
        case .right: "+"
        case .wrong: "-"
        case .unsupported: "?"
        }
      return claim.subject.replacing("not ", with: "¬") + sign
    }.joined(separator: " ")
  }

  /// A player, B goal, C hole, D safe, E hole, F safe.
  static let lake: [ClaimCase] = [
    // The language of small models.
    ClaimCase("A player B goal C hole D safe E hole F safe", "A+ B+ C+ D+ E+ F+"),
    ClaimCase("A player B hole C goal D safe E safe F hole", "A+ B- C- D+ E- F-"),
    ClaimCase("A unknown B unknown C hole D safe E unknown F unknown", "C+ D+"),
    ClaimCase("C fell A player B safe C hole D safe E hole F goal", "cause+ A+ B- C+ D+ E+ F-"),
    ClaimCase("E fell A hole B player C unknown D safe E hole F safe", "cause- A- B- D+ E+ F+"),
    ClaimCase(
      "none timeout A player B goal C hole D safe E hole F safe", "cause- A+ B+ C+ D+ E+ F+"),
    ClaimCase("B goal C hole B goal C hole", "B+ C+ B+ C+"),
    ClaimCase("unknown unknown unknown", ""),
    ClaimCase("goal hole safe", ""),
    // Plain statements.
    ClaimCase("C is a hole.", "C+"),
    ClaimCase("C is a goal.", "C-"),
    ClaimCase("B is the goal.", "B+"),
    ClaimCase("D is safe.", "D+"),
    ClaimCase("E is safe.", "E-"),
    ClaimCase("A is the player.", "A+"),
    ClaimCase("A represents the agent.", "A+"),
    ClaimCase("B seems to be the goal.", "B+"),
    ClaimCase("C might be a trap.", "C+"),
    ClaimCase("D is probably a pit", "D-"),
    ClaimCase("F denotes frozen ground.", "F+"),
    ClaimCase("E means danger!", "E+"),
    ClaimCase("B stands for a wall.", "B-"),
    ClaimCase("D is a box that can be pushed.", "D- D-"),
    ClaimCase("The letter C marks a hole.", "C+"),
    ClaimCase("Tiles marked C are holes.", "C+"),
    ClaimCase("The symbol 'C' is deadly.", "C+"),
    ClaimCase("Any square showing E is lethal.", "E+"),
    ClaimCase("\"D\" is walkable ice.", "D+"),
    ClaimCase("`F` is a safe tile.", "F+"),
    ClaimCase("C is a very dangerous hole.", "C+"),
    ClaimCase("B turned out to be the target.", "B+"),
    ClaimCase("D acts as normal floor.", "D+"),
    ClaimCase("C looks like water.", "C+"),
    // Denials.
    ClaimCase("C is not safe.", "¬C+"),
    ClaimCase("D is not a hole.", "¬D+"),
    ClaimCase("B isn't the goal.", "¬B-"),
    ClaimCase("C isn't a hole", "¬C-"),
    ClaimCase("C is not a hole but the goal.", "¬C- C-"),
    ClaimCase("B is not a hole but the goal.", "¬B+ B+"),
    ClaimCase("D and F are not dangerous.", "¬D+ ¬F+"),
    ClaimCase("E is never safe to walk on.", "¬E+"),
    ClaimCase("C is neither a wall nor the goal.", "¬C+ ¬C+"),
    ClaimCase("F is no hole.", "¬F+"),
    ClaimCase("B doesn't seem to be a hole.", "¬B+"),
    // What happens.
    ClaimCase("Stepping on C ends the game.", "C+"),
    ClaimCase("Stepping on D ends the game.", "D-"),
    ClaimCase("Walking onto E kills you.", "E+"),
    ClaimCase("If you step on C, you die.", "C+"),
    ClaimCase("Whenever the agent moves onto E, it falls in.", "E+"),
    ClaimCase("D kills you.", "D-"),
    ClaimCase("I fell into C.", "C+ cause+"),
    ClaimCase("The agent fell into D.", "D- cause+"),
    ClaimCase("When you touch B you win.", "B+"),
    ClaimCase("C gives a reward.", "C-"),
    // Advice.
    ClaimCase("Avoid tiles marked C.", "C+"),
    ClaimCase("Avoid C and E.", "C+ E+"),
    ClaimCase("Avoid D.", "D-"),
    ClaimCase("Stay away from E.", "E+"),
    ClaimCase("Avoid stepping on C.", "C+"),
    ClaimCase("Do not step on C.", "¬C+"),
    ClaimCase("Never step on D.", "¬D-"),
    ClaimCase("Don't walk on E or C.", "¬E+ ¬C+"),
    ClaimCase("Reach B.", "B+"),
    ClaimCase("Try to reach C.", "C-"),
    ClaimCase("Head for B and avoid C.", "B+ C+"),
    ClaimCase("Reach B while avoiding C and E.", "B+ C+ E+"),
    ClaimCase("You can walk on D and F.", "D+ F+"),
    ClaimCase("D is safe to walk on.", "D+"),
    ClaimCase("C is safe to walk on.", "C-"),
    ClaimCase("Move only on D tiles.", "D+"),
    ClaimCase("Stay on D and F; C is deadly.", "D+ F+ C+"),
    ClaimCase("Navigate to B.", "B+"),
    ClaimCase("The aim is to get to B.", "B+"),
    // The role first.
    ClaimCase("The goal is B.", "B+"),
    ClaimCase("The goal is C.", "C-"),
    ClaimCase("Holes are C and E.", "C+ E+"),
    ClaimCase("The holes are marked C and E.", "C+ E+"),
    ClaimCase("Safe tiles: D, F", "D+ F+"),
    ClaimCase("goal: B", "B+"),
    ClaimCase("The player (A) moves over safe ground (D).", "A+ D+"),
    ClaimCase("You are A.", "A+"),
    ClaimCase("The goal is B and C is a hole.", "B+ C+"),
    ClaimCase("The goal is not C but B.", "¬C+ B+"),
    ClaimCase("Walk to the goal B.", "B+"),
    // Several claims in a sentence, tables.
    ClaimCase("C and E are holes, while D and F are safe.", "C+ E+ D+ F+"),
    ClaimCase("B is the goal, C is safe and D is a hole.", "B+ C- D-"),
    ClaimCase("A: player\nB: goal\nC: hole\nD: safe", "A+ B+ C+ D+"),
    ClaimCase("- A = agent\n- B = target\n- C = ice\n- E = pit", "A+ B+ C- E+"),
    ClaimCase("| C | hole |\n| D | hole |", "C+ D-"),
    ClaimCase("A → you, B → goal, C → hole", "A+ B+ C+"),
    ClaimCase("A (player), B (goal), C (hole), D (floor)", "A+ B+ C+ D+"),
    ClaimCase("A player, B goal, C hole", "A+ B+ C+"),
    ClaimCase("C - hole\nF - hole", "C+ F-"),
    ClaimCase("C is a hole and deadly.", "C+ C+"),
    // Nothing that could be checked.
    ClaimCase("Is C a hole?", ""),
    ClaimCase("I do not know what C is.", ""),
    ClaimCase("It is unclear whether B is the goal.", ""),
    ClaimCase("If C is a hole, plan around it.", ""),
    ClaimCase("A hole ends the game.", ""),
    ClaimCase("A safe path is a good path.", ""),
    ClaimCase("C is next to the goal.", ""),
    ClaimCase("Think before you move.", ""),
    ClaimCase("Plan the whole path first and be careful.", ""),
    ClaimCase("What E means is unknown.", ""),
    ClaimCase("The symbol Z is a wall.", "Z?"),
    // How the world works.
    ClaimCase("Moving into the edge does nothing.", "edge+"),
    ClaimCase("Moving off the board kills you, the edge is deadly.", "edge-"),
    ClaimCase("The ice is slippery.", "slippery-"),
    ClaimCase("The ice is not slippery.", "¬slippery+"),
    ClaimCase("Moves are deterministic.", "slippery+"),
    ClaimCase("You have 8 moves.", "budget+"),
    ClaimCase("You have at most five moves.", "budget-"),
    // The attempt.
    ClaimCase("I ran out of moves.", "cause-"),
    ClaimCase("The agent fell into a hole.", "cause+"),
    ClaimCase("The note said \"b2 moved\".", "coordinates+ quote?"),
    // Leaks.
    ClaimCase("The goal is at d4.", "coordinates+"),
    ClaimCase("Avoid b2 and z9.", "coordinates+"),
    ClaimCase("Go to row 4, column 4.", "coordinates+"),
    ClaimCase("There is a hole at (2, 2).", "coordinates+"),
    ClaimCase("Go down, down, right, right, down, right.", "path+"),
    ClaimCase("down down right right down right", "path+"),
    ClaimCase("Move down twice, then right twice, down, and right.", "path+"),
    ClaimCase("↓↓→→↓→", "path+"),
    ClaimCase("DDRRDR", "path+"),
    ClaimCase("Press right, right, right.", "moves-"),
    ClaimCase(
      "First go down 2 squares, then 2 steps right. After that down and finally right.", "path+"),
    ClaimCase("Move right at first.", ""),
    ClaimCase("C is left of the right answer, up to a point.", ""),
  ]

  /// A player, B box, C goal, D floor, E wall, F floor, G floor.
  static let room: [ClaimCase] = [
    ClaimCase("A player B box C goal D floor E wall F floor G floor", "A+ B+ C+ D+ E+ F+ G+"),
    ClaimCase(
      "B stuck A player B box C floor D floor E wall F unknown G goal", "cause+ A+ B+ C- D+ E+ G-"),
    ClaimCase("A player B box C goal D floor E wall a player b box", "A+ B+ C+ D+ E+ a+ b+"),
    ClaimCase("The box must be pushed onto C.", "C+"),
    ClaimCase("The box must be pushed onto G.", "G-"),
    ClaimCase("Push B onto C.", "B+ C+"),
    ClaimCase("Push the B to the C.", "B+ C+"),
    ClaimCase("B can be pushed.", "B+"),
    ClaimCase("E cannot be pushed.", "¬E+"),
    ClaimCase("Push C onto B.", "C- B-"),
    ClaimCase("B is a crate, C its destination.", "B+ C+"),
    ClaimCase("E is a wall and blocks the way.", "E+ E+"),
    ClaimCase("E blocks movement.", "E+"),
    ClaimCase("You cannot walk through E.", "¬E+"),
    ClaimCase("D, F and G are floor.", "D+ F+ G+"),
    ClaimCase("G is the target square.", "G-"),
    ClaimCase("Walk on D.", "D+"),
    ClaimCase("B must be pushed onto C by A.", "B+ C+"),
    ClaimCase("'b' is a box on the goal.", "b+"),
    ClaimCase("E is a hole.", "E-"),
    ClaimCase("Walls are marked E.", "E+"),
    ClaimCase("You control A.", "A+"),
    ClaimCase("Boxes cannot be pulled.", "¬pull+"),
    ClaimCase("Boxes can be pulled.", "pull-"),
    ClaimCase("Only one box at a time can be pushed.", "one box+"),
    ClaimCase("left up right", "path+"),
    ClaimCase("Go left, then up, then right.", "path+"),
    ClaimCase("Go up, up, up.", "moves-"),
    ClaimCase("The box got stuck against the wall.", "cause+"),
    ClaimCase("Put B on C.", "B+ C+"),
  ]

  /// A person, B place, C film, D company; the answer is Lano, the first attempt said Rodo.
  static let questions: [ClaimCase] = [
    ClaimCase("A person B place C film D company", "A+ B+ C+ D+"),
    ClaimCase("A film B place C unknown D company", "A- B+ D+"),
    ClaimCase("A leads to a person.", "A+"),
    ClaimCase("A leads to a film.", "A-"),
    ClaimCase("Follow C to get the movie.", "C+"),
    ClaimCase("D is not a place but a company.", "¬D+ D+"),
    ClaimCase("B points to places, D to companies.", "B+ D+"),
    ClaimCase("The film is C.", "C+"),
    ClaimCase("The answer is Lano.", "answer+"),
    ClaimCase("It answered Rodo.", "own answer-"),
  ]

  /// The answer is "Ada Lovelace"; the attempt searched for Charles Babbage and said "Byron".
  static let prose: [ClaimCase] = [
    ClaimCase("The answer should have been Ada Lovelace.", "answer+ name?"),
    ClaimCase("The answer was wrong.", "cause+"),
    ClaimCase("I did not search before answering.", "cause-"),
    ClaimCase("The page on Charles Babbage was found.", "name+"),
    ClaimCase("The page on Alan Turing was found.", "name?"),
    ClaimCase("It says \"analytical engine\" there.", "quote+"),
    ClaimCase("It says \"difference engine\" there.", "quote?"),
    ClaimCase("Do not answer Byron again.", "own answer- name+"),
    ClaimCase("Search for each thing that is named, then answer briefly.", ""),
  ]
}
