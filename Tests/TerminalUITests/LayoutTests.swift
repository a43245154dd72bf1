import Testing

@testable import TerminalUI

@Suite struct `A layout` {
  @Test(arguments: [
    ([Length.fixed(3), .share(), .fixed(2)], 20, [3, 15, 2]),
    ([.share(1), .share(2)], 9, [3, 6]), ([.share(), .share(), .share()], 10, [3, 3, 4]),
    ([.share(1, atLeast: 8), .share(3)], 16, [8, 8]),
    ([.share(1, atMost: 4), .share(1)], 20, [4, 16]),
    ([.fixed(5), .fixed(5)], 7, [5, 2]), ([.fixed(5), .share(1, atLeast: 3)], 6, [5, 1]),
    ([.share()], 0, [0]), ([.fixed(-3), .share()], 4, [0, 4]),
    ([.share(1, atLeast: 10), .share(1, atLeast: 10)], 12, [10, 2]),
  ])
  func `divides space by rule`(lengths: [Length], total: Int, sizes: [Int]) {
    #expect(Length.divide(total, among: lengths) == sizes)
  }

  @Test func `never gives out more than there is, and all of it when a box takes any amount`() {
    var chance = RandomText(seed: 4)
    for _ in 0..<5000 {
      let total = chance.number(below: 60)
      let lengths: [Length] = (0..<chance.number(below: 6)).map { _ in
        switch chance.number(below: 3) {
        case 0: .fixed(chance.number(below: 20))
        case 1: .share(1 + chance.number(below: 4), atLeast: chance.number(below: 15))
        default:
          .share(1 + chance.number(below: 3), atLeast: 2, atMost: 2 + chance.number(below: 20))
        }
      }
      let sizes = Length.divide(total, among: lengths)
      #expect(sizes.allSatisfy { $0 >= 0 })
      let sum = sizes.reduce(0, +)
      #expect(sum <= total)
      let takesAny = lengths.contains {
        if case .share(_, _, .max) = $0 { true } else { false }
      }
      if takesAny { #expect(sum == total, "\(total) among \(lengths): \(sizes)") }
    }
  }

  @Test func `places boxes side by side with gaps`() {
    let boxes = Rect(column: 2, row: 1, width: 11, height: 4).columns(.share(), .share(), gap: 1)
    #expect(boxes[0] == Rect(column: 2, row: 1, width: 5, height: 4))
    #expect(boxes[1] == Rect(column: 8, row: 1, width: 5, height: 4))
  }

  @Test func `keeps every box inside however small the space`() {
    for size in 0...6 {
      let space = Rect(column: 0, row: 0, width: size, height: size)
      for box in space.rows(.fixed(2), .share(), .fixed(3), gap: 1) {
        #expect(space.intersection(box) == box || box.isEmpty)
      }
    }
  }

  @Test func `insets to nothing rather than below`() {
    let box = Rect(column: 3, row: 3, width: 3, height: 1).inset(by: 2)
    #expect(box.isEmpty && box.width >= 0 && box.height >= 0)
  }
}
