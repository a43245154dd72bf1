import Foundation

/// The editor that somebody is used to, on a text of ours.
enum OutsideEditor {
  /// Lets somebody edit a text; the terminal must be free for it.
  ///
  /// - Returns: what they made of it.
  /// - Throws: `ScreenError.editorFailed`, or what files throw.
  static func edit(_ text: String) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-reflection-\(UUID().uuidString).txt")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let variables = ProcessInfo.processInfo.environment
    let editor =
      [variables["VISUAL"], variables["EDITOR"]].compactMap { $0 }
      .first { !$0.isEmpty } ?? "vi"
    // Through a shell, because people put options into these variables.
    let code = try run(["/bin/sh", "-c", editor + " \"$1\"", "sh", file.path])
    guard code == 0 else { throw ScreenError.editorFailed(editor, code: code) }
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }

  private static func run(_ words: [String]) throws -> Int32 {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    // Input may be a pipe that events come from.
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/tty", O_RDWR, 0)
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let code = posix_spawn(&process, words[0], &files, nil, arguments, environ)
    guard code == 0 else { throw ScreenError.editorFailed(words[2], code: code) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
