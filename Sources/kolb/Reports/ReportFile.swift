import Basics
import ConfigurationFiles
import Foundation
import RunLog
import RunModel

/// What `kolb report --format json` wrote of an experiment: its curves, and the verdicts on its
/// claims, which only the whole logs could give anew.
struct ReportFile {
  struct Run {
    var arm: String
    var seed: Int
    /// The lines of an excerpt of its log.
    var log: [UInt8]
  }

  /// Names the version of the file; the first key, by which it is known.
  static let key = "kolb_report"
  static let version = 1

  private(set) var runs: [Run] = []
  /// The text of the experiment's description, where there was one.
  private(set) var description: String?
  private(set) var judgements: [ClaimJudgement] = []
  /// Held-out success of each arm, as it was written.
  private(set) var heldOut: [(arm: String, estimate: Estimate)] = []
  private(set) var title = ""

  /// Whether a file begins as such reports do.
  static func isReport(_ path: String) -> Bool {
    let kind = try? URL(filePath: path).resolvingSymlinksInPath()
      .resourceValues(forKeys: [.isRegularFileKey])
    guard kind?.isRegularFile == true, let file = FileHandle(forReadingAtPath: path) else {
      return false
    }
    defer { try? file.close() }
    let head = (try? file.read(upToCount: 64)) ?? Data()
    let text = String(decoding: head, as: UTF8.self).filter { !$0.isWhitespace }
    return text.hasPrefix("{\"\(key)\":")
  }

  /// - Throws: `ReportFileProblem`, or what reading the file throws.
  init(path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let report: JSONValue
    do {
      report = try JSONValue(parsing: bytes)
    } catch {
      throw ReportFileProblem(path: path, problem: "\(error)")
    }
    guard report["kolb_report"]?.whole == Self.version else {
      throw ReportFileProblem(path: path, problem: "its version is not \(Self.version)")
    }
    description = report["description"]?.text
    for (place, run) in (report["runs"]?.list ?? []).enumerated() {
      guard let arm = run["arm"]?.text, let seed = run["seed"]?.whole, let log = run["log"]?.list
      else {
        throw ReportFileProblem(
          path: path, problem: "run \(place + 1) lacks its arm, its seed or its log")
      }
      let lines = log.map { $0.compactText() + "\n" }.joined()
      runs.append(Run(arm: arm, seed: seed, log: Array(lines.utf8)))
    }
    title = report["title"]?.text ?? ""
    heldOut = (report["arms"]?.list ?? []).compactMap { arm in
      guard let name = arm["arm"]?.text, let estimate = arm["heldout"].flatMap(Estimate.init)
      else { return nil }
      return (name, estimate)
    }
    guard !runs.isEmpty else { throw ReportFileProblem(path: path, problem: "it has no runs") }
    judgements = try (report["claims"]?.list ?? []).enumerated().map { place, claim in
      guard let judgement = ClaimJudgement(claim) else {
        throw ReportFileProblem(path: path, problem: "claim \(place + 1) cannot be read")
      }
      return judgement
    }
  }
}

/// What is wrong with a file of a report.
struct ReportFileProblem: Error, CustomStringConvertible {
  var path: String
  var problem: String

  var description: String {
    "'\(path)' is no report that can be opened: \(problem). "
      + "'kolb report EXPERIMENT --format json' writes one."
  }
}

extension JSONValue {

  fileprivate var list: [JSONValue]? { if case .array(let list) = self { list } else { nil } }

  fileprivate var number: Double? {
    switch self {
    case .integer(let whole): Double(whole)
    case .number(let number): number
    default: nil
    }
  }
}

extension ClaimJudgement {
  fileprivate init?(_ json: JSONValue) {
    guard let claim = (json["claim"]?.text).flatMap(ExperimentClaim.init(rawValue:)),
      let verdict = (json["verdict"]?.text).flatMap(Verdict.init(rawValue:))
    else { return nil }
    self.init(
      claim, verdict, measurement: json["measurement"]?.text ?? "",
      figures: (json["figures"]?.list ?? []).compactMap { figure in
        guard let label = figure["label"]?.text, let estimate = figure["estimate"] else {
          return nil
        }
        return Estimate(estimate).map { Figure(label, $0) }
      },
      remarks: (json["remarks"]?.list ?? []).compactMap(\.text))
  }
}

extension Estimate {
  fileprivate init?(_ json: JSONValue) {
    guard let value = json["value"]?.number, let count = json["n"]?.whole else { return nil }
    let certainty: Certainty
    if let low = json["low"]?.number, let high = json["high"]?.number,
      let method = (json["certainty"]?.text).flatMap(Method.init(rawValue:))
    {
      certainty = .interval(Interval(low: low, high: high), by: method)
    } else {
      certainty = count > 1 ? .allEqual : .single
    }
    self.init(value: value, certainty: certainty, count: count)
  }
}
