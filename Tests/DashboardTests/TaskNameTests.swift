import Testing

@testable import Dashboard

struct TaskNameTests {
  private static let questions = [
    "training-For-the-younger-of-Peru-and-Rovi-name-the-company-of-its-film.-w1",
    "training-For-the-younger-of-Taru-and-Veno-name-the-company-of-its-film.-w1",
    "training-For-the-older-of-Jado-and-Lini-name-the-company-of-its-place.-w1",
    "training-For-Tape-name-the-person-of-its-place.-w1",
  ]

  @Test(arguments: 13...40)
  func `tasks that differ look different in a column too narrow for them`(width: Int) {
    let short = TaskNames.shortened(Self.questions, to: width)
    #expect(Set(short).count == short.count, "\(short)")
    #expect(short.allSatisfy { $0.count <= width })
  }

  @Test func `the words that all have go first, and what fits stays as it is`() {
    #expect(TaskNames.shortened(Self.questions, to: 14)[0] == "…Peru…Rovi…")
    #expect(TaskNames.shortened(["lake-5x5-ab", "lake-5x5-cd"], to: 11)[0] == "lake-5x5-ab")
    #expect(TaskNames.shortened(["lake-5x5-abcd", "lake-5x5-cdef"], to: 8)[0] == "…abcd")
  }
}
