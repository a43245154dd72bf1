import RLCore

/// Reads what one sentence says of symbols, word by word.
///
/// Three things wait for one another: symbols ("C and E"), a role ("the goal is …"), and a phrase
/// before symbols ("avoid …"). "Not" counts for what comes next, a comma or "but" ends it.
struct RuleReading {
  private struct Member {
    var symbol: String
    var isDenied: Bool
    var place: Int
  }

  private struct Waiting {
    var roles: Set<String>
    var isDenied: Bool
    var place: Int
    var isLinked = false
  }

  private let reader: ClaimReader
  private let words: [ClaimWord]
  private var found: [Claim] = []
  private var place = 0

  private var symbols: [Member] = []
  /// Whether "is" or its like stood behind the symbols.
  private var isLinked = false
  private var role: Waiting?
  private var before: Waiting?
  private var isNegated = false
  /// Whether a word such as "near" came between: "C is near the goal" is no claim of a role.
  private var isBlocked = false
  private var isConditional = false
  /// Whether what is named next is what something does not hold of: "all but C".
  private var isExcepted = false
  /// Whether a comma ends that, as in "Apart from C, D is safe".
  private var exceptionEndsAtComma = false
  private var wasPushed = false
  /// Words since the last thing that was understood.
  private var gap = 0

  init(reader: ClaimReader, words: [ClaimWord]) {
    self.reader = reader
    self.words = words
  }

  mutating func claims() -> [Claim] {
    while place < words.count { readNext() }
    return found
  }

  private var lexicon: RoleLexicon { reader.truth.lexicon }

  // MARK: - One word after another

  private mutating func readNext() {
    let word = words[place]
    if symbol(at: place) != nil { return readSymbols() }
    if let phrase = phrase(at: place) { return read(phrase) }
    if let count = lengthOfException(at: place) { return readException(count) }
    if word.lower == "without", let avoided = lexicon.avoiding {
      return readAvoided(avoided)
    }
    defer { place += 1 }
    if Self.doubts.contains(word.lower) || isNotSure(place) { return skipClause() }
    if Self.conditions.contains(word.lower) {
      isConditional = true
    } else if Self.isNegation(word.lower) {
      isNegated = true
    } else if Self.boundaries.contains(word.lower) {
      endClause(at: word)
    } else if isLink(word) {
      if !symbols.isEmpty { isLinked = true }
      role?.isLinked = true
      gap = 0
    } else if Self.blockers.contains(word.lower) {
      isBlocked = true
    } else if Self.places.contains(word.lower) || (wasPushed && word.lower == "to") {
      // "a box on the goal" is no goal, but "the goal is on B" is B.
      if !symbols.isEmpty { isBlocked = true }
    } else if before != nil, Self.pronouns.contains(word.lower) {
      // "E is a hole, keep away from it and run to B": what is avoided has been named.
      before = nil
    } else if !Self.fillers.contains(word.lower), !word.isMark {
      gap += 1
    }
  }

  private mutating func endClause(at word: ClaimWord) {
    isNegated = false
    isBlocked = false
    guard word.text == "," || word.text == ":" else { return }
    before = nil
    if isConditional { isConditional = false }
    if role?.isLinked == false { role = nil }
  }

  /// What is not known is not claimed: nothing up to the next comma.
  private mutating func skipClause() {
    symbols = []
    role = nil
    before = nil
    while place + 1 < words.count, ![",", "but"].contains(words[place + 1].lower) { place += 1 }
  }

  private func isNotSure(_ place: Int) -> Bool {
    guard place > 0, ["sure", "know", "certain", "idea"].contains(words[place].lower) else {
      return false
    }
    return words[max(0, place - 2)..<place].contains { Self.isNegation($0.lower) }
  }

  // MARK: - Symbols

  /// The symbol at a place; "A" and "a" are articles unless something says otherwise.
  private func symbol(at place: Int) -> String? {
    guard words.indices.contains(place) else { return nil }
    let word = words[place]
    let isQuoted =
      place > 0 && place + 1 < words.count && Self.quotes.contains(words[place - 1].text)
      && Self.quotes.contains(words[place + 1].text)
    guard reader.truth.symbols[word.text] != nil else {
      // A letter that the world does not have, clearly meant as a symbol.
      let isLetter = word.text.count == 1 && word.text.first?.isUppercase == true
      let isNamed = place > 0 && Self.naming.contains(words[place - 1].lower)
      return isLetter && !reader.truth.symbols.isEmpty && (isQuoted || isNamed) ? word.text : nil
    }
    if isQuoted { return word.text }
    if word.text.first?.isLowercase == true, word.text.count == 1 {
      let next = place + 1 < words.count ? words[place + 1].text : ""
      let isNamed = place > 0 && Self.naming.contains(words[place - 1].lower)
      return ["=", ":"].contains(next) || isNamed ? word.text : nil
    }
    return word.text == "A" && isArticle(place) ? nil : word.text
  }

  private func isArticle(_ place: Int) -> Bool {
    guard place + 1 < words.count else { return false }
    if place > 0, Self.naming.contains(words[place - 1].lower) { return false }
    let next = words[place + 1]
    if next.isMark || isLink(next) || Self.isNegation(next.lower) { return false }
    if Self.joins.contains(next.lower) || Self.modals.contains(next.lower) { return false }
    if reader.truth.symbols[next.text] != nil { return false }
    guard let phrase = phrase(at: place + 1) else { return true }
    // "A hole ends the game" has an article, "A player B goal" and "A player, B goal" have not.
    if phrase.style != .noun { return phrase.style != .event }
    let after = place + 1 + phrase.stems.count
    guard after < words.count else { return false }
    let isListed = words[after].text == "," && symbol(at: after + 1) != nil
    return !(isListed || (after < words.count && reader.truth.symbols[words[after].text] != nil))
  }

  /// "C", "C and E", "C, D or E", "B, not C".
  private mutating func readSymbols() {
    let wasNegated = isNegated && before == nil && role != nil
    var group: [Member] = []
    var next = place
    var isDenied = wasNegated || isExcepted
    while let symbol = symbol(at: next) {
      group.append(Member(symbol: symbol, isDenied: isDenied, place: next))
      place = next + 1
      // Only "not" and "but" inside a list change what is said of its later members.
      var ahead = place
      while ahead < words.count, isInside(words[ahead], at: ahead) {
        if Self.isNegation(words[ahead].lower) { isDenied = true }
        if words[ahead].lower == "but" { isDenied = false }
        if words[ahead].text == ",", exceptionEndsAtComma { isDenied = false }
        ahead += 1
      }
      if ahead == place, symbol.isEmpty { break }
      next = ahead
    }
    leaveLastToItsOwn(&group)
    attach(group)
    symbols = group
    isLinked = false
    role = nil
    before = nil
    isNegated = false
    (isExcepted, exceptionEndsAtComma) = (false, false)
    isBlocked = false
    gap = 0
  }

  private func isInside(_ word: ClaimWord, at place: Int) -> Bool {
    if Self.quotes.contains(word.text) || Self.joins.contains(word.lower) { return true }
    if Self.isNegation(word.lower) || word.lower == "but" {
      return symbol(at: place + 1) != nil
    }
    return Self.naming.contains(word.lower) && symbol(at: place + 1) != nil
  }

  /// In "the goal is B and C is a hole" C is not one of the goals.
  private mutating func leaveLastToItsOwn(_ group: inout [Member]) {
    guard group.count > 1, before != nil || role?.isLinked == true || wasPushed,
      let last = group.last,
      place < words.count
    else { return }
    let next = words[place]
    guard
      isLink(next) || Self.modals.contains(next.lower) || Self.isNegation(next.lower)
        || phrase(at: place)?.style == .event
    else { return }
    group.removeLast()
    place = last.place
  }

  private mutating func attach(_ group: [Member]) {
    if let before {
      for member in group { claim(member, before, from: before.place, to: member.place) }
      // "When you touch B you win": touching is the condition, winning is not.
      isConditional = false
    } else if isPushTarget(group), let target = lexicon.pushTarget, let first = group.first {
      let waiting = Waiting(roles: [target], isDenied: false, place: first.place)
      for member in group { claim(member, waiting, from: member.place, to: member.place) }
      wasPushed = false
    } else if let role, !isBlocked, role.isLinked || gap == 0, gap <= 5 {
      for member in group { claim(member, role, from: role.place, to: member.place) }
    }
  }

  private func isPushTarget(_ group: [Member]) -> Bool {
    guard wasPushed, let first = group.first else { return false }
    return words[max(0, first.place - 4)..<first.place].contains {
      Self.onto.contains($0.lower)
    }
  }

  private mutating func claim(_ member: Member, _ said: Waiting, from: Int, to: Int) {
    guard !isConditional else { return }
    let low = min(from, to, member.place)
    let high = max(from, to, member.place)
    found.append(
      reader.rule(
        about: member.symbol, said.roles, isDenied: said.isDenied != member.isDenied,
        at: words[low].range.lowerBound..<words[high].range.upperBound,
        isGuess: isHedged(from: low, to: high)))
  }

  /// Whether a claim is put as a guess, by a word of its own clause: "maybe B is the goal".
  private func isHedged(from low: Int, to high: Int) -> Bool {
    let clause =
      words[..<low].lastIndex { Self.boundaries.contains($0.lower) || $0.text == ":" } ?? -1
    return words[(clause + 1)...high].contains { Self.hedges.contains($0.lower) }
  }

  // MARK: - Roles

  /// The longest phrase at a place.
  private func phrase(at place: Int) -> RoleLexicon.Phrase? {
    lexicon.phrases[words[place].stem]?.first { phrase in
      place + phrase.stems.count <= words.count
        && phrase.stems.indices.allSatisfy { words[place + $0].stem == phrase.stems[$0] }
    }
  }

  private mutating func read(_ phrase: RoleLexicon.Phrase) {
    let start = place
    place += phrase.stems.count
    switch phrase.style {
    case .before: wait(phrase, at: start)
    case .advice:
      // "stepping on C" and "stepped on C" say nothing of C yet.
      let word = words[start].lower
      if !word.hasSuffix("ing"), !word.hasSuffix("ed"), !Self.told.contains(word) {
        wait(phrase, at: start)
      } else {
        // "I stepped on C" is not about who I am.
        gap += 1
      }
    case .push:
      wasPushed = true
      if !isNegated { wait(phrase, at: start) }
      isNegated = false
    case .pronoun:
      let isNext =
        start > 0 && ["is", "am", "are", "be", "=", ":", "→", "("].contains(words[start - 1].lower)
      if isNext, !symbols.isEmpty {
        describe(phrase, from: start)
      } else {
        role = Waiting(roles: phrase.roles, isDenied: false, place: start)
        gap = 0
      }
    case .noun, .event: describe(phrase, from: start)
    }
  }

  private mutating func wait(_ phrase: RoleLexicon.Phrase, at start: Int) {
    defer { isNegated = false }
    // "avoid stepping on C" goes on avoiding.
    guard before == nil || phrase.style == .push else { return }
    if isNegated, phrase.ignoresNegation { return }
    before = Waiting(roles: phrase.roles, isDenied: isNegated, place: start)
  }

  private mutating func describe(_ phrase: RoleLexicon.Phrase, from start: Int) {
    var roles = phrase.roles
    // Of "goal tile" and "dangerous hole" the last word counts, as far as they disagree.
    while phrase.style == .noun, place < words.count, let next = self.phrase(at: place),
      next.style == .noun
    {
      roles = roles.isDisjoint(with: next.roles) ? next.roles : roles.intersection(next.roles)
      place += next.stems.count
    }
    if phrase.style == .noun, isSubject(from: start) {
      // "B is the goal, and the holes are C and E": nothing more is said of B.
      symbols = []
      role = Waiting(roles: roles, isDenied: isNegated, place: start)
      (isNegated, isBlocked, gap) = (false, false, 0)
      return
    }
    let isLinkedEnough = isLinked || gap == 0 || (phrase.style == .event && gap <= 4)
    // In "push the box onto C" and "avoid the hole C" the role is what is pushed or avoided.
    let isObject = before != nil && phrase.style == .noun
    if isObject { before = nil }
    if !symbols.isEmpty, !isObject, !isBlocked, isLinkedEnough, gap <= 6 {
      if phrase.style == .event, lexicon.isPushing(phrase) { wasPushed = true }
      let said = Waiting(roles: roles, isDenied: isNegated, place: start)
      let isDropped = isNegated && phrase.ignoresNegation
      for member in symbols where !isDropped {
        claim(member, said, from: member.place, to: place - 1)
      }
      if isConditional, phrase.style == .noun { symbols = [] }
      isLinked = phrase.style == .noun && isLinked
    } else {
      if phrase.style == .event, lexicon.isPushing(phrase) { wasPushed = true }
      if phrase.style == .noun {
        role = Waiting(roles: roles, isDenied: isNegated, place: start)
      }
      if isBlocked { symbols = [] }
      isBlocked = false
    }
    isNegated = false
    gap = 0
  }

  /// Whether a role that begins a clause, and ended just here, is said to be symbols.
  private func isSubject(from start: Int) -> Bool {
    guard !symbols.isEmpty, place + 1 < words.count, isLink(words[place]),
      !words[place].isMark || [":", "="].contains(words[place].text)
    else { return false }
    let opening = words[..<start].last { !Self.fillers.contains($0.lower) }
    guard let opening, Self.boundaries.contains(opening.lower) else { return false }
    let named = (place + 1..<words.count).first { !Self.fillers.contains(words[$0].lower) }
    return named.flatMap { symbol(at: $0) } != nil
  }

  private func isLink(_ word: ClaimWord) -> Bool {
    Self.links.contains(word.lower) || lexicon.links.contains(word.lower)
  }
}

// MARK: - Exceptions

extension RuleReading {
  /// How many words say that what follows is left out: "except", "apart from", "all but".
  private func lengthOfException(at place: Int) -> Int? {
    let next = place + 1 < words.count ? words[place + 1].lower : ""
    switch words[place].lower {
    case "except", "excepting", "excluding", "besides": return next == "for" ? 2 : 1
    case "apart", "aside": return next == "from" ? 2 : nil
    case "other": return next == "than" ? 2 : nil
    case "but":
      let before = place > 0 ? words[place - 1].lower : ""
      return ["everything", "all", "anything"].contains(before) ? 1 : nil
    default: return nil
    }
  }

  private mutating func readException(_ count: Int) {
    exceptionEndsAtComma = place == 0
    place += count
    isExcepted = true
    symbols = []
    isLinked = false
  }

  /// "without touching C" is to avoid it.
  private mutating func readAvoided(_ phrase: RoleLexicon.Phrase) {
    symbols = []
    isLinked = false
    before = Waiting(roles: phrase.roles, isDenied: false, place: place)
    place += 1
  }
}

extension RoleLexicon {
  /// What "avoid" says of what is to be avoided.
  fileprivate var avoiding: Phrase? {
    phrases["avoid"]?.first { $0.style == .before && $0.stems.count == 1 }
  }
}
