import Testing

/// Files that know one another can only be read together.
@Suite struct `Circles of files` {
  /// A file knows another if it names a type that only that one declares.
  private struct Knowledge {
    var files: [String]
    var known: [[Int]]

    init(_ target: String) throws {
      let sources = try Repository.swiftFiles(under: "Sources").filter { $0.target == target }
      let texts = sources.map { file in
        String(decoding: file.bytes, as: UTF8.self)
          .replacing(/(?m)\/\/.*$/, with: "").replacing(/"(?:[^"\\\n]|\\.)*"/, with: "")
      }
      files = sources.map(\.path)
      var homes: [Substring: Set<Int>] = [:]
      for (place, text) in texts.enumerated() {
        for match in text.matches(of: /\b(?:struct|class|enum|protocol|actor|typealias) (\w+)/) {
          homes[match.output.1, default: []].insert(place)
        }
      }
      let home = homes.compactMapValues { $0.count == 1 ? $0.first : nil }
      known = texts.enumerated().map { place, text in
        let words = Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" })
        return Set(words.compactMap { home[$0] }).subtracting([place]).sorted()
      }
    }

    /// The files that a file knows, directly or by a chain.
    func reach(of start: Int) -> Set<Int> {
      var reached: Set<Int> = []
      var open = known[start]
      while let next = open.popLast() {
        if reached.insert(next).inserted { open += known[next] }
      }
      return reached
    }

    /// Files that know one another, the most first.
    var circles: [[String]] {
      let reached = files.indices.map(reach)
      let circles = files.indices.filter { reached[$0].contains($0) }.map { file in
        files.indices.filter { reached[file].contains($0) && reached[$0].contains(file) }
      }
      return Set(circles).sorted { $0.count > $1.count }.map { $0.map { files[$0] } }
    }
  }

  @Test(arguments: ["Basics", "RLCore", "ERLTraining", "Dashboard"])
  func `there are none where one begins to read`(target: String) throws {
    let circles = try Knowledge(target).circles
    #expect(circles == [])
  }

  @Test(arguments: ["ClaimReading", "Environments", "LocalPolicy", "RunLog", "RunModel", "kolb"])
  func `are as small as a type with its helper elsewhere`(target: String) throws {
    let largest = try Knowledge(target).circles.first ?? []
    #expect(largest.count <= 4, "\(largest)")
  }
}
