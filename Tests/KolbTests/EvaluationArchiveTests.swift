import Foundation
import Testing

/// Archives of Inspect, whose members are packed by zstd, or by deflate as earlier versions did.
@Suite struct `Archives of evaluations` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "ImportersTests/Fixtures")
  private static let archive = fixtures.appending(path: "inspect-eval/sums.eval")
  private static let hasPrograms = ["zstd", "gzip"].allSatisfy { name in
    ["/usr/bin", "/bin", "/usr/local/bin"].contains { place in
      FileManager.default.isExecutableFile(atPath: "\(place)/\(name)")
    }
  }

  /// What the episodes of a log are, but for their times and names.
  private func episodes(_ path: String) throws -> [[Substring]] {
    let table = try Program(["export", path, "--what", "episodes"])
    #expect(table.code == 0, "\(table.errors)")
    return table.lines.map {
      Array($0.split(separator: ",", omittingEmptySubsequences: false).dropFirst())
    }
  }

  @Test(.enabled(if: hasPrograms, "there is no zstd"))
  func `say what the same evaluation says as JSON`() throws {
    let archived = try episodes(Self.archive.path)
    #expect(archived.count == 9)
    #expect(archived == (try episodes(Self.fixtures.appending(path: "inspect/sums.json").path)))
    let screen = try Program(["open", Self.archive.path, "--once", "--size", "100x30"])
    #expect(screen.output.contains("inspect log"))
    #expect(screen.output.contains("✓ finished"))
    let inFolder = Self.archive.deletingLastPathComponent().path
    #expect(try episodes(inFolder) == archived)
  }

  @Test(.enabled(if: hasPrograms, "there is no zstd"))
  func `that are cut off are read as far as they go`() throws {
    let whole = try Data(contentsOf: Self.archive)
    let path = folder.url.appending(path: "cut.eval")
    for share in [0.2, 0.5, 0.8] {
      try whole.prefix(Int(Double(whole.count) * share)).write(to: path)
      let screen = try Program(["open", path.path, "--once", "--size", "100x30"])
      #expect(screen.code == 0, "\(share): \(screen.errors)")
      #expect(screen.errors.contains("cut.eval' is not whole"), "\(share)")
    }
  }

  @Test(.enabled(if: hasPrograms, "there is no zstd"))
  func `that are damaged at any place end nothing`() throws {
    let whole = Array(try Data(contentsOf: Self.archive))
    for (number, place) in stride(from: 0, to: whole.count, by: max(1, whole.count / 24))
      .enumerated()
    {
      var bytes = whole
      bytes[place] ^= UInt8(1 << (number % 8))
      let path = folder.url.appending(path: "bad\(number).eval")
      try Data(bytes).write(to: path)
      let screen = try Program(["open", path.path, "--once", "--size", "100x30"])
      #expect(screen.code == 0 || screen.code == 1, "byte \(place): \(screen.code)")
      #expect(screen.code == 0 || !screen.errors.isEmpty, "byte \(place)")
    }
  }

  @Test(.enabled(if: hasPrograms, "there is no zstd"))
  func `lose the sample that is damaged, which is named, and nothing else`() throws {
    let whole = try episodes(Self.archive.path).count
    var bytes = Array(try Data(contentsOf: Self.archive))
    let name = Array("samples/sum2_epoch_1.json".utf8)
    let header = try #require(
      bytes.indices.first { bytes[$0...].starts(with: name) }, "it is packed in this file")
    // In the middle of what is packed; then the header of it as well.
    for place in [header + name.count + 200, header - 8] {
      for byte in place..<(place + 4) { bytes[byte] ^= 0x5A }
      let path = folder.url.appending(path: "damaged.eval")
      try Data(bytes).write(to: path)
      let screen = try Program(["open", path.path, "--once", "--size", "100x30"])
      #expect(screen.errors.contains("1 of its "), "\(screen.errors)")
      #expect(screen.errors.contains("sum2_epoch_1.json'"), "\(screen.errors)")
      #expect(try episodes(path.path).count == whole - 1)
    }
  }

  @Test(.enabled(if: hasPrograms, "there is no gzip"))
  func `of earlier versions are read, and several lie in one folder`() throws {
    guard let python = ["/usr/bin/python3"].first(where: FileManager.default.isExecutableFile)
    else {
      return
    }
    let script = """
      import json, sys, zipfile
      for name, method in [("a", zipfile.ZIP_DEFLATED), ("b", zipfile.ZIP_STORED)]:
          with zipfile.ZipFile(f"{sys.argv[1]}/{name}.eval", "w", method) as log:
              begin = {"version": 2, "eval": {"eval_id": name, "task": "sums", "model": "m"}}
              log.writestr("_journal/start.json", json.dumps(begin))
              for n in range(3):
                  log.writestr(f"samples/s{n}_epoch_1.json", json.dumps({
                      "id": f"s{n}", "epoch": 1, "input": f"{n} + 1?", "target": str(n + 1),
                      "messages": [{"role": "user", "content": f"{n} + 1?"},
                                   {"role": "assistant", "content": str(n + 1)}],
                      "scores": {"match": {"value": "C" if n else "I"}}}))
              log.writestr("header.json", json.dumps({**begin, "status": "success"}))
      """
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = ["-c", script, folder.url.path]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    for name in ["a", "b"] {
      let path = folder.url.appending(path: "\(name).eval").path
      let screen = try Program(["open", path, "--once", "--size", "100x30"])
      #expect(screen.output.contains("✓ finished"), "\(screen.errors)")
      #expect(try episodes(path).count == 4)
    }
    #expect(try episodes(folder.url.path).count == 7, "the two are runs of their own")
  }
}
