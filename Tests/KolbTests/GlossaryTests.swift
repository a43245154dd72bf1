import Dashboard
import RunModel
import Testing

/// What the screen explains can be printed, too.
struct GlossaryTests {
  @Test func `list metrics prints how each measure is counted`() throws {
    let printed = try Program(["list", "metrics"])
    #expect(printed.code == 0)
    for id in ReflectionMetric.ID.allCases {
      #expect(printed.output.contains("\(id.family) \(id.name)\n    \(id.formula)"), "\(id)")
    }
  }

  @Test func `what several attempts come to is told among the measures`() throws {
    #expect(try Program(["list", "metrics"]).output.contains("pass@k\n"))
  }

  @Test func `signs can be listed alone, each with its meaning in a line`() throws {
    let printed = try Program(["list", "signs"])
    let lines = printed.output.split(separator: "\n")
    #expect(lines.count == Glossary.signs.count)
    #expect(lines.contains { $0.hasPrefix("≠ ") && $0.contains("false") })
  }

  @Test func `no explanation ends in two full stops`() throws {
    for section in Glossary.sections(options: .core) {
      for entry in section.entries {
        #expect(!entry.text.contains("..") && !entry.text.hasSuffix("."), "\(entry.text)")
      }
    }
  }

  @Test func `the glossary has measures, plots, alarms, signs, columns and options`() throws {
    let printed = try Program(["list", "glossary"])
    for title in ["measures", "plots", "alarms", "signs", "columns", "options"] {
      #expect(printed.output.contains("# \(title)\n"))
    }
    #expect(printed.output.contains("option erl.group_size"))
  }
}
