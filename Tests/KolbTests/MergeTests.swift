import Testing

struct MergeTests {
  @Test func `a run of a small model has nothing to merge, and says where its model is`() throws {
    let run = try RecordedRun.finished()
    let merged = try Program(["merge", run.path, "--to", run.path + "-merged"])
    #expect(merged.code == 1)
    #expect(merged.errors.contains("trains no language model in this process"))
    #expect(merged.errors.contains("/checkpoints/"))
  }
}
