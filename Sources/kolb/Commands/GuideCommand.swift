import ArgumentParser
import Basics

/// `kolb guide`: pages on what help is too short for.
struct GuideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guide",
    abstract: "Read about keys, search, experiments, results, files, terminals, measures or worlds."
  )

  @Argument(help: "The page; without it, a list of them.")
  var topic: String?

  func run() throws {
    guard let topic else {
      let width = GuideTopic.all.map(\.name.count).max() ?? 0
      for topic in GuideTopic.all {
        let gap = String(repeating: " ", count: width + 2 - topic.name.count)
        print(topic.name + gap + topic.summary)
      }
      return
    }
    guard let page = GuideTopic.all.first(where: { $0.name == topic }) else {
      let near = Spelling.nearest(to: topic, among: GuideTopic.all.map(\.name))
      throw ValidationError(
        "there is no page '\(topic.safeForTerminals)'. "
          + (near.map { "Did you mean '\($0)'? " } ?? "") + "'kolb guide' lists them.")
    }
    print(page.text(), terminator: "")
  }
}
