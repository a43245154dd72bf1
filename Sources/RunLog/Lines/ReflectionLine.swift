import Basics
import RLCore
import RunModel

/// The keys of a reflection.
struct ReflectionLine: FieldLine {
  private var reflection: ReflectionRecord
  private var trace: TraceFields

  init(_ record: ReflectionRecord) {
    reflection = record
    trace = TraceFields(record.trace)
  }

  init() {
    reflection = ReflectionRecord(
      step: 0, episode: 0, id: 0, from: nil, prompt: "", text: "", advice: "", parsed: false,
      tokens: 0, logProbability: 0, author: "")
    trace = TraceFields(nil)
  }

  var record: ReflectionRecord? {
    var reflection = reflection
    reflection.trace = trace.trace
    return reflection
  }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.required("step", &reflection.step)
    try coder.required("episode", &reflection.episode)
    try coder.field("id", &reflection.id)
    try coder.field("from", &reflection.from)
    try coder.field("saw", &reflection.prompt)
    try coder.field("text", &reflection.text)
    try coder.field("advice", &reflection.advice)
    try coder.field("parsed", &reflection.parsed)
    try coder.field("tokens", &reflection.tokens)
    try coder.field("logprob", &reflection.logProbability)
    try coder.field("author", &reflection.author)
    try trace.fields(&coder)
    try coder.field("truncated", &reflection.isTruncated, usual: false)
    try coder.field("facts", &reflection.facts)
    try coder.records("claims", &reflection.claims, as: ClaimLine.self)
  }
}

/// The keys of a claim; one whose words or whose place are not understood is left out.
struct ClaimLine: FieldLine {
  private var kind: String
  private var verdict: String
  private var subject: String
  /// Where in the text it begins and ends.
  private var ends: [Int]
  private var isShown: Bool
  /// The roles that are claimed, with "/" between them.
  private var said: String
  private var isGuess: Bool

  init(_ record: Claim) {
    kind = record.kind.rawValue
    verdict = record.verdict.rawValue
    subject = record.subject
    ends = [record.range.lowerBound, record.range.upperBound]
    isShown = record.isShown
    said = record.said.joined(separator: "/")
    isGuess = record.isGuess
  }

  init() {
    (kind, verdict, subject, ends, isShown) = ("", "", "", [], false)
    (said, isGuess) = ("", false)
  }

  var record: Claim? {
    guard let kind = Claim.Kind(rawValue: kind), let verdict = Claim.Verdict(rawValue: verdict),
      ends.count == 2, ends[0] >= 0, ends[0] <= ends[1]
    else { return nil }
    return Claim(
      kind, verdict, about: subject, at: ends[0]..<ends[1], isShown: isShown,
      said: said.split(separator: "/").map(String.init), isGuess: isGuess)
  }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("kind", &kind)
    try coder.field("verdict", &verdict)
    try coder.field("about", &subject)
    try coder.field("at", &ends)
    try coder.field("shown", &isShown, usual: false)
    try coder.field("said", &said, usual: "")
    try coder.field("guess", &isGuess, usual: false)
  }
}
