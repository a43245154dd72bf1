import Testing

@testable import TinyTransformer

@Test func `equal seeds give equal weights and other seeds others`() throws {
  let configuration = TransformerConfiguration(vocabularySize: 20)
  let first = try Parameters(configuration, seed: 1)
  #expect(try first == Parameters(configuration, seed: 1))
  #expect(try first != Parameters(configuration, seed: 2))
}
