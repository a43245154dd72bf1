import Basics
import Glibc
import RunModel

extension RunConfiguration {
  /// The configuration that an argument names: a preset, or a file whose name ends in ".toml".
  ///
  /// - Parameters:
  ///   - source: the name or the path.
  ///   - schema: what options there are.
  /// - Throws: `ConfigurationFileError` if there is no such preset or file, `ConfigurationError`
  ///   with everything that is wrong in a file.
  package init(named source: String, _ schema: ConfigurationSchema) throws {
    if let preset = Preset.named(source) {
      self = try preset.configuration(schema)
    } else if source.hasSuffix(".toml") || source.contains("/") {
      self = try RunConfiguration(
        toml: Self.text(ofFile: source), file: source, onto: RunConfiguration(schema))
    } else {
      throw ConfigurationFileError.unknownPreset(
        source, suggestion: Spelling.nearest(to: source, among: Preset.all.map(\.name)))
    }
  }

  private static let largestFile = 1 << 20

  static func text(ofFile path: String) throws(ConfigurationFileError) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      if code == ENOENT { throw .missing(path: path) }
      throw .unreadable(path: path, reason: String(cString: strerror(code)))
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= largestFile {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw .unreadable(path: path, reason: String(cString: strerror(errno)))
      }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    guard bytes.count <= largestFile else { throw .tooLarge(path: path) }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw .notText(path: path)
    }
    return text
  }
}
