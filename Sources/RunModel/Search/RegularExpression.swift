/// A regular expression that takes time proportional to the text, whatever either says.
///
/// The library's own expressions go back and try again, which a hostile text can make last for
/// ever, and cannot be handed to another thread. This one follows all possibilities at once
/// (Thompson, "Regular expression search algorithm", 1968; Pike's simulation).
///
///     a b .  [a-z] [^0-9]  \d \w \s \D \W \S  ^ $ \b \B  ab|cd (ab)  * + ? {2} {2,} {2,5}
///
/// Letters of ASCII match in either case. It works on the bytes of UTF-8.
package struct RegularExpression: Sendable, Equatable {
  enum Instruction: Sendable, Equatable {
    case byte(ByteSet)
    case split(Int, Int)
    case jump(Int)
    case assert(Assertion)
    case match
  }

  enum Assertion: Sendable, Equatable {
    case lineStart
    case lineEnd
    case wordEdge
    case noWordEdge
  }

  let program: [Instruction]
  /// The bytes with which a match can begin; every one where that depends on what is around.
  private let firstBytes: ByteSet

  /// - Throws: what is wrong with the pattern, and where.
  package init(_ pattern: String) throws(RegularExpressionProblem) {
    var parser = RegularExpressionParser(pattern)
    let node = try parser.parse()
    var compiler = RegularExpressionCompiler()
    program = try compiler.compile(node)
    firstBytes = Self.firstBytes(of: program)
  }

  /// The first match from a byte on: the one that begins first, and of those the longest.
  ///
  /// - Complexity: O(bytes × instructions).
  package func firstMatch(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0
  ) -> Range<Int>? {
    var simulation = Simulation(program: program, bytes: bytes)
    var place = start
    while place <= bytes.count {
      if simulation.isIdle {
        if simulation.found != nil { break }
        while place < bytes.count, !firstBytes.contains(bytes[place]) { place += 1 }
        if place == bytes.count, !firstBytes.isFull { break }
      }
      simulation.step(at: place)
      place += 1
    }
    return simulation.found
  }

  private static func firstBytes(of program: [Instruction]) -> ByteSet {
    var set = ByteSet()
    var seen = Set<Int>()
    var pending = [0]
    while let place = pending.popLast() {
      guard seen.insert(place).inserted else { continue }
      switch program[place] {
      case .byte(let bytes): set.formUnion(bytes)
      case .split(let one, let other): pending += [one, other]
      case .jump(let target): pending.append(target)
      case .assert, .match: return .full
      }
    }
    return set
  }
}

/// The possibilities that are followed through a text.
private struct Simulation {
  private struct Thread {
    var place: Int
    var start: Int
  }

  let program: [RegularExpression.Instruction]
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var found: Range<Int>?
  private var threads: [Thread] = []
  /// The byte at which an instruction was last followed, so that it is followed once.
  private var visited: [Int]

  init(program: [RegularExpression.Instruction], bytes: UnsafeBufferPointer<UInt8>) {
    self.program = program
    self.bytes = bytes
    visited = [Int](repeating: -1, count: program.count)
  }

  var isIdle: Bool { threads.isEmpty }

  /// Takes the byte at a place, for those under way and for one that begins there.
  mutating func step(at place: Int) {
    // Those that began earlier come first, and keep their beginnings.
    if found == nil { follow(0, start: place, at: place) }
    guard place < bytes.count else {
      threads = []
      return
    }
    let byte = bytes[place]
    let current = threads
    threads = []
    for thread in current {
      guard case .byte(let set) = program[thread.place], set.contains(byte) else { continue }
      if let found, thread.start > found.lowerBound { continue }
      follow(thread.place + 1, start: thread.start, at: place + 1)
    }
  }

  private mutating func follow(_ place: Int, start: Int, at byte: Int) {
    var pending = [place]
    while let place = pending.popLast() {
      guard visited[place] != byte else { continue }
      visited[place] = byte
      switch program[place] {
      case .byte: threads.append(Thread(place: place, start: start))
      case .split(let one, let other): pending += [other, one]
      case .jump(let target): pending.append(target)
      case .assert(let assertion): if holds(assertion, at: byte) { pending.append(place + 1) }
      case .match:
        if found.map({ start < $0.lowerBound || (start == $0.lowerBound && byte > $0.upperBound) })
          ?? true
        {
          found = start..<byte
        }
      }
    }
  }

  private func holds(_ assertion: RegularExpression.Assertion, at place: Int) -> Bool {
    let newline = UInt8(ascii: "\n")
    let before = place > 0 ? bytes[place - 1] : newline
    let after = place < bytes.count ? bytes[place] : newline
    let isEdge = ByteSet.word.contains(before) != ByteSet.word.contains(after)
    return switch assertion {
    case .lineStart: before == newline
    case .lineEnd: after == newline
    case .wordEdge: isEdge
    case .noWordEdge: !isEdge
    }
  }
}
