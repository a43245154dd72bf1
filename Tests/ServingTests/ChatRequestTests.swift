import Basics
import RLCore
import Testing

@testable import Serving

private func request(_ text: String) throws -> ChatCompletionRequest {
  try ChatCompletionRequest(JSONValue(parsing: Array(text.utf8), as: .python))
}

@Suite struct `What a client asks` {
  @Test func `messages become who said what`() throws {
    let asked = try request(
      """
      {"model":"m","messages":[{"role":"system","content":"rules"},
       {"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},
       {"role":"assistant","content":"c"},{"role":"user","content":"d"}],
       "temperature":0,"top_p":0.5,"max_completion_tokens":7,"seed":-1,"stop":"x",
       "stream":true,"stream_options":{"include_usage":true},"user":"somebody"}
      """)
    #expect(
      asked.segments == [
        Segment(.system, "rules"), Segment(.world, "ab"), Segment(.policy, "c"),
        Segment(.world, "d"),
      ])
    #expect(asked.sampling == SamplingParameters(temperature: 0, topP: 0.5))
    #expect(asked.mostTokens == 7)
    #expect(asked.seed == .max)
    #expect(asked.stops == ["x"])
    #expect(asked.isStreamed && asked.includesUsage)
  }

  @Test(arguments: [
    (#"[]"#, "body"), (#"{}"#, "messages"), (#"{"messages":[]}"#, "messages"),
    (#"{"messages":"hello"}"#, "messages"),
    (#"{"messages":[{"role":"user","content":""}]}"#, "messages"),
    (#"{"messages":[{"role":"tool","content":"a"}]}"#, "messages[0].role"),
    (#"{"messages":[{"content":"a"}]}"#, "messages[0].role"),
    (#"{"messages":[{"role":"user","content":7}]}"#, "messages[0].content"),
    (#"{"messages":[{"role":"user","content":[{"type":"image_url"}]}]}"#, "messages[0].content"),
    (#"{"temperature":-1,"messages":[]}"#, "temperature"),
    (#"{"temperature":NaN,"messages":[]}"#, "temperature"),
    (#"{"top_p":0,"messages":[]}"#, "top_p"), (#"{"max_tokens":0}"#, "max_tokens"),
    (#"{"max_tokens":1.5}"#, "max_tokens"), (#"{"n":2}"#, "n"), (#"{"tools":[{}]}"#, "tools"),
    (#"{"stop":["a","b","c","d","e"]}"#, "stop"), (#"{"stream":"yes"}"#, "stream"),
  ])
  func `what is wrong is named`(text: String, parameter: String) {
    let problem = #expect(throws: ServingProblem.self) { try request(text) }
    #expect(problem?.status == 400)
    #expect(problem?.parameter == parameter)
  }
}
