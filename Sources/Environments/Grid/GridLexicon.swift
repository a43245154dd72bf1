import ClaimReading
import RLCore

extension RoleLexicon {
  /// What people and models call the things on a board, by the role that each plays.
  ///
  /// All boards share it, because a text may take one for another: "E is a wall" is wrong where
  /// there are none, and understood.
  package static let grid: RoleLexicon = {
    var lexicon = RoleLexicon()
    lexicon.pushTarget = TileRole.goal.rawValue
    lexicon.add(
      .noun, [.danger],
      "hole, pit, trap, hazard, danger, dangerous, deadly, lethal, fatal, unsafe, water, bomb, "
        + "lava, abyss, harmful, instant death, death, game over, bad, to be avoided, hazardous")
    lexicon.add(
      .event, [.danger],
      "kill, kill you, you die, di, you lose, los, drown, fall through, you fall, fall in, fall, end in "
        + "death, end badly, end in failure, end the game in failure")
    lexicon.add(
      .event, [.danger, .goal],
      "end the game, end the episode, end the attempt, end it, terminate, game end, "
        + "episode end, attempt end, terminate the game, terminate the episode, game is over, "
        + "episode is over")
    lexicon.add(
      .before, [.danger, .wall],
      "avoid, go around, walk around, bypass, stay away from, keep away from, keep off, stay off, steer clear of, stay clear of, "
        + "beware of, watch out for, dodge, away from")
    lexicon.add(
      .before, [.danger],
      "fall into, fall through, fall onto, fall on, di on, di in, di at, drown in, killed by")
    lexicon.add(
      .noun, [.goal],
      "goal, target, destination, exit, finish, objective, prize, treasure, endpoint, end point, "
        + "storage, goal location, target location, winning")
    lexicon.add(
      .event, [.goal],
      "win, win the game, give a reward, give the reward, give reward, earn the reward, solve the "
        + "task, lead to success, end in success, end in victory, reward you")
    lexicon.add(
      .before, [.goal],
      "reach, reaching, get to, go to, run to, walk to, head to, head for, head toward, head towards, arrive at, go for, "
        + "aim for, aim at, make for, navigate to, go toward, go towards, move toward, "
        + "move towards, travel to, seek, find a way to, win at, win by reaching, end on, "
        + "path to, way to", ignoresNegation: true)
    lexicon.add(
      .noun, [.floor],
      "safe, ground, floor, ice, frozen, walkable, harmless, land, empty, empty space, passable, "
        + "terrain, open space, free space, free, safe ground, solid ground")
    lexicon.add(
      .event, [.floor, .goal],
      "hold, hold me, hold you, carry me, carry you, "
        + "safe to walk on, safe to step on, safe to move on, safe to cross, safe to enter, "
        + "safe for walking, be walked on, be stepped on, be crossed, be entered, "
        + "ok to walk on, fine to walk on, walked on safely")
    lexicon.add(
      .advice, [.floor, .goal],
      "move only on, walk only on, step only on, step on, step onto, walk on, walk onto, "
        + "walk over, walk across, move on, move onto, move over, move along, stay on, keep to, stick to, travel over, travel on, stand on, "
        + "pass over, go over, tread on, enter, touch, move to, move into, walk to, "
        + "step into, walk into, go into, go onto, go through, walk through, pass through, "
        + "move through, cross, land on")
    lexicon.add(
      .noun, [.wall],
      "wall, barrier, obstacle, boundary, border, impassable, solid, rock, blocked, immovable")
    lexicon.add(.event, [.wall, .movable], "block, block you, block the way, block the path")
    lexicon.add(
      .noun, [.movable],
      "box, crate, pushable, movable, package, boulder, movable object, movable block, "
        + "pushable object, pushable block")
    lexicon.add(
      .event, [.movable], "move, slide, be pushed, is pushed, are pushed, get pushed, been pushed")
    lexicon.add(
      .push, [.movable], "push, shove, pushing, bring, put, get, slide, roll, place",
      ignoresNegation: true)
    lexicon.add(
      .noun, [.agent],
      "player, agent, avatar, character, player character, starting point, start position, "
        + "player position, agent position")
    lexicon.add(.pronoun, [.agent], "you, me, i, yourself, myself, us")
    lexicon.add(.before, [.agent], "control, you control")
    return lexicon
  }()
}

extension RoleLexicon {
  fileprivate mutating func add(
    _ style: Style, _ roles: Set<TileRole>, _ words: String, ignoresNegation: Bool = false
  ) {
    add(style, Set(roles.map(\.rawValue)), words, ignoresNegation: ignoresNegation)
  }
}
