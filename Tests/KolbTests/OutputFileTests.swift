import Foundation
import Testing

@testable import kolb

/// What stands at the place that a result is written to is treated as what it is.
@Suite struct OutputFileTests {
  private func mode(of path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test func `a file is replaced whole, and keeps its mode`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("report.txt", "a longer text than the new one")
    #expect(chmod(path, 0o640) == 0)
    try OutputFile.write("new", to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
    #expect(try mode(of: path) == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["report.txt"])
  }

  @Test func `a link is followed and stays one`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("report.txt", "old")
    let (link, loose) = (folder.url.path + "/link", folder.url.path + "/loose")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    try FileManager.default.createSymbolicLink(
      atPath: loose, withDestinationPath: folder.url.path + "/not yet")
    try OutputFile.write("new", to: link)
    try OutputFile.write("first", to: loose)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
    #expect(
      try String(contentsOfFile: folder.url.path + "/not yet", encoding: .utf8) == "first")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
  }

  @Test func `a pipe is written into`() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let reader = Process()
    reader.executableURL = URL(fileURLWithPath: "/bin/cat")
    reader.arguments = [path]
    let output = Pipe()
    reader.standardOutput = output
    try Signals.unblocked { try reader.run() }
    try OutputFile.write("through the pipe", to: path)
    let text = output.fileHandleForReading.readDataToEndOfFile()
    #expect(String(decoding: text, as: UTF8.self) == "through the pipe")
    reader.waitUntilExit()
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test func `what cannot be written is told, and nothing is left behind`() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: OutputError.self) {
      try OutputFile.write("x", to: folder.url.path)
    }
    #expect(error?.description.contains(folder.url.path) == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }
}
