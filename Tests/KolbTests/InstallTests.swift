import ArgumentParser
import Basics
import Foundation
import LocalPolicy
import Testing

@testable import kolb

@Suite struct InstallTests {
  private let folder: TemporaryFolder
  private var prefix: URL { folder.url.appendingPathComponent("prefix") }

  init() throws { folder = try TemporaryFolder() }

  private func install(_ more: String...) throws -> Program {
    try Program(["install", "--prefix", prefix.path] + more)
  }

  private func names(below folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path)
  }

  @Test func `everything goes where a system looks for it, and away again`() throws {
    let program = try install()
    #expect(program.code == 0, "\(program.errors)")
    let wanted = [
      "bin/kolb", "share/man/man1/kolb.1", "share/bash-completion/completions/kolb",
      "share/zsh/site-functions/_kolb", "share/fish/vendor_completions.d/kolb.fish",
      "share/kolb/themes/okabe-dark.theme", "share/kolb/base-models/sokoban-far/model.safetensors",
      "share/kolb/sample-runs/frozenlake-erl/events.jsonl",
    ]
    for path in wanted {
      #expect(FileManager.default.fileExists(atPath: prefix.path + "/" + path), "\(path)")
    }
    #expect(FileManager.default.isExecutableFile(atPath: prefix.path + "/bin/kolb"))
    #expect(program.output.contains("is not on your PATH"))
    // Again over itself, as whoever builds a newer one does.
    #expect(try install().code == 0)
    #expect(
      try names(below: prefix).allSatisfy { !($0 as NSString).lastPathComponent.hasPrefix(".") })
    #expect(try install("--remove").code == 0)
    var isFolder: ObjCBool = false
    let left = try names(below: prefix).filter {
      FileManager.default.fileExists(atPath: prefix.path + "/" + $0, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
    #expect(left == [])
    #expect(!FileManager.default.fileExists(atPath: prefix.path + "/share/kolb"))
  }

  @Test func `the program alone has its models and its themes`() throws {
    let alone = folder.url.appendingPathComponent("alone/kolb")
    try FileManager.default.createDirectory(
      at: alone.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: RunningProgram.executable, to: alone)
    let process = Process()
    process.executableURL = alone
    process.arguments = ["list"]
    process.currentDirectoryURL = folder.url
    process.environment = ["HOME": folder.url.path]
    let output = Pipe()
    process.standardOutput = output
    try Signals.unblocked { try process.run() }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    for name in BaseModel.shipped() + ["okabe-dark", "high-contrast"] {
      #expect(text.contains("  \(name)"), "\(name)")
    }
    #expect(text.contains("okabe-dark") && !text.contains("/themes/okabe-dark.theme"))
  }

  @Test func `what is in the program is what lies in the package`() throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    for (folder, place) in [
      ("base-models", "Sources/LocalPolicy/BaseModels"), ("themes", "themes"),
    ] {
      let url = package.appendingPathComponent(place)
      let files = try names(below: url).filter {
        $0.hasSuffix(".json") || $0.hasSuffix(".safetensors") || $0.hasSuffix(".theme")
      }
      let embedded = EmbeddedFile.files(in: folder)
      #expect(Set(embedded.map(\.path)) == Set(files.map { "\(folder)/\($0)" }))
      for file in embedded {
        let path = url.path + file.path.dropFirst(folder.count)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(file.bytes), "\(path)")
      }
    }
  }

  @Test func `a base model of the program is the one of its folder`() throws {
    for name in BaseModel.shipped() {
      let files = EmbeddedFile.files(in: "base-models/\(name)")
      let folder = folder.url.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for file in files {
        let place = folder.appendingPathComponent((file.path as NSString).lastPathComponent)
        try Data(file.bytes).write(to: place)
      }
      #expect(try BaseModel.load(folder.path) == BaseModel.load(name))
    }
  }

  @Test func `the manual page has every command, option and word of the help`() throws {
    let page = try Program(["man"]).output
    #expect(page.hasPrefix(".TH KOLB 1"))
    let plain = page.replacing("\\-", with: "-").replacing("\\e", with: "\\")
      .replacing("\\&", with: "")
    for command in Kolb.configuration.subcommands {
      let name = try #require(command.configuration.commandName)
      #expect(plain.contains(".SS \"kolb \(name)\""), "\(name)")
      #expect(plain.contains(command.configuration.abstract), "\(name)")
      let help = try Program([name, "--help"]).output
      for word in help.split(whereSeparator: { !"-".contains($0) && !$0.isLetter })
      where word.hasPrefix("--") && word.count > 3 && word != "--help" && word != "--version" {
        #expect(plain.contains(word), "\(name) \(word)")
      }
    }
    // Nothing in it is taken for a request that there is not.
    let requests: Set<Substring> = [".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".br"]
    for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(requests.contains(line.prefix { $0 != " " }), "\(line)")
    }
  }

  @Test(arguments: [["opn", "runs/x"], ["opn"], ["reprot", "a", "b"], ["lst", "models"]])
  func `a command that is mistyped is corrected, whatever follows`(words: [String]) throws {
    let program = try Program(words)
    #expect(program.code == 2)
    #expect(program.errors.contains("Did you mean 'kolb "), "\(program.errors)")
  }

  @Test func `a folder that cannot be written is named, and what to do`() throws {
    let file = try folder.file("file", "")
    let program = try Program(["install", "--prefix", file])
    #expect(program.code == 1)
    #expect(program.errors.contains("Name a folder of yours with --prefix."), "\(program.errors)")
    #expect(!program.errors.contains("NSCocoa"))
  }

  @Test func `an error of several lines in TOML is said in one`() throws {
    let path = try folder.file("run.toml", "frozenlake = {\n  size = 4,\n}\n")
    let program = try Program(["run", path, "--headless"])
    #expect(program.code == 2 && program.errors.split(separator: "\n").count == 1)
    #expect(program.errors.contains("a table in braces stands on one line"))
  }
}
