import Basics
import Testing

@testable import OutsideWorlds

/// The order of questions and answers, without a process.
@Suite struct ProcessExchangeTests {
  private func exchange(asking count: Int) -> ProcessExchange {
    var exchange = ProcessExchange()
    for number in 0..<count { #expect(exchange.ask() == number) }
    return exchange
  }

  @Test(arguments: 1...40)
  func `answers are the same however they are cut`(piece: Int) {
    let text = "{\"id\":0,\"a\":1}\nloading…\n{\"id\":1}\n\n{\"id\":2,\"b\":\"ü\"}\n"
    var exchange = exchange(asking: 3)
    var numbers: [Int] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      let (answers, breach) = exchange.take(bytes[start..<min(start + piece, bytes.count)])
      numbers += answers.map(\.0)
      #expect(breach == nil)
    }
    #expect(numbers == [0, 1, 2])
    #expect(exchange.strayLines == 2)
    #expect(exchange.waiting.isEmpty)
  }

  @Test func `an answer to what was not asked first is a breach, and those before it count`() {
    var exchange = exchange(asking: 3)
    let (answers, breach) = exchange.take(Array("{\"id\":0}\n{\"id\":2}\n".utf8))
    #expect(answers.map(\.0) == [0])
    #expect(breach == .outOfStep(answered: 2, asked: 1))
  }

  @Test func `an answer to nothing is a breach`() {
    var exchange = exchange(asking: 0)
    #expect(exchange.take(Array("{\"id\":0}\n".utf8)).1 == .outOfStep(answered: 0, asked: nil))
  }

  @Test func `what is no answer is remembered, clean, until there is one`() {
    var exchange = exchange(asking: 1)
    _ = exchange.take(Array("\n \n\u{1B}[31mwarning\u{7}\nmore\n".utf8))
    #expect(exchange.stray == "\u{FFFD}[31mwarning\u{FFFD}")
    _ = exchange.take(Array("{\"id\":0}\n".utf8))
    #expect(exchange.stray == nil)
    #expect(exchange.strayLines == 4)
  }

  @Test func `other lines are borne up to a bound, and then they are a flood`() {
    var exchange = exchange(asking: 1)
    let line = Array(String(repeating: "x", count: 1023).utf8) + [UInt8(ascii: "\n")]
    for _ in 0..<(ProcessExchange.mostStray / 1024) { #expect(exchange.take(line).1 == nil) }
    #expect(exchange.take(line).1 == .flood)
  }

  @Test func `a line without an end is a flood`() {
    var exchange = exchange(asking: 1)
    let piece = [UInt8](repeating: UInt8(ascii: "{"), count: 1 << 16)
    for _ in 0..<16 { #expect(exchange.take(piece).1 == nil) }
    #expect(exchange.take(piece).1 == .flood)
  }
}
