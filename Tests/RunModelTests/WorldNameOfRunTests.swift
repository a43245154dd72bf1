import RunModel
import Testing

/// What runs and their folders are called after, whatever stands in the name of a world.
@Suite struct WorldNameOfRunTests {
  @Test(arguments: [
    ("lake", "lake", "lake"), ("exec:python3 a/my_world.py", "exec-my_world.py", "exec"),
    ("exec:'/x y/z.sh' --flag 'b c'", "exec-c", "exec"), ("exec:a/../..", "exec-..", "exec"),
    ("openenv:localhost:8000", "openenv-localhost-8000", "openenv"),
    ("exec:\u{1B}[2J", "exec---2J", "exec"),
    (
      "exec:" + String(repeating: "n", count: 300), "exec-" + String(repeating: "n", count: 24),
      "exec"
    ),
  ])
  func `a name is short and made of plain characters`(world: String, name: String, table: String) {
    var configuration = RunConfiguration()
    configuration.environment = world
    #expect(configuration.worldName == name)
    #expect(configuration.worldTable == table)
  }
}
