import RLCore

extension Policy {
  /// One completion for each request.
  ///
  /// A policy that answers another number than it was asked for is asked once more.
  ///
  /// - Throws: what the policy throws; `PolicyProblem.wrongCount` where it fails again.
  func answers(to requests: [SampleRequest]) async throws -> [Completion] {
    guard !requests.isEmpty else { return [] }
    var count = 0
    for _ in 0..<2 {
      let completions = try await sample(requests)
      if completions.count == requests.count { return completions }
      count = completions.count
    }
    throw PolicyProblem.wrongCount(asked: requests.count, answered: count)
  }

  /// One completion for each request, as many at a time as the policy serves.
  func answersInTurn(to requests: [SampleRequest]) async throws -> [Completion] {
    guard case .requests(let most) = traits.capacity else { return try await answers(to: requests) }
    var completions = [Completion?](repeating: nil, count: requests.count)
    try await withThrowingTaskGroup(of: (Int, [Completion]).self) { group in
      for (index, request) in requests.enumerated() {
        if index >= max(most, 1), let (done, answer) = try await group.next() {
          completions[done] = answer.first
        }
        group.addTask { (index, try await answers(to: [request])) }
      }
      for try await (done, answer) in group { completions[done] = answer.first }
    }
    return completions.compactMap { $0 }
  }
}

/// What a policy does that no policy may do.
package enum PolicyProblem: Error, Equatable, CustomStringConvertible {
  case wrongCount(asked: Int, answered: Int)
  case wrongReports(rows: Int, reports: Int)
  case noReflector(String)

  package var description: String {
    switch self {
    case .wrongCount(let asked, let answered):
      "The policy was asked for \(asked) completions and gave \(answered), twice. "
        + "The run stops with a checkpoint; 'kolb resume' asks again."
    case .wrongReports(let rows, let reports):
      "The policy was given \(rows) rows to learn from and reported on \(reports), so what they "
        + "came to is not known. Resume from the last checkpoint."
    case .noReflector(let name):
      "erl.reflector is \"\(name)\", but no such reflector was loaded. Begin another run with it."
    }
  }
}
