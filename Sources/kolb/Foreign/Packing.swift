import Foundation
import RunLog

/// How a file is packed, by the program that packs and unpacks so.
///
/// The system's own programs are used and no library: they are there wherever such files are made,
/// have processes of their own, and know every variant of their formats.
enum Packing: String, CaseIterable {
  case gzip
  case zstd
  case xz
  case bzip2
  /// Of Inspect, an archive with members that are packed themselves.
  case evaluation

  /// What its files begin with.
  private var signature: [UInt8] {
    switch self {
    case .gzip: [0x1F, 0x8B]
    case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
    case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
    case .bzip2: Array("BZh".utf8)
    case .evaluation: EvaluationArchive.signature
    }
  }

  /// What its files are named for; the first is the usual one.
  private var endings: [String] {
    switch self {
    case .gzip: [".gz", ".gzip"]
    case .zstd: [".zst", ".zstd"]
    case .xz: [".xz"]
    case .bzip2: [".bz2"]
    case .evaluation: [".eval"]
    }
  }

  private static let longestSignature = 6

  /// How a file is packed, by its first bytes; `nil` of one that is not, and of all but files.
  init?(ofFile path: String) {
    guard let head = try? OpenFile.regular(path).read(Self.longestSignature, at: 0),
      let found = Self.allCases.first(where: { head.starts(with: $0.signature) }),
      // Many files are such archives, and only those of this name are evaluations.
      found != .evaluation || path.hasSuffix(".eval")
    else { return nil }
    self = found
  }

  /// How what begins so is packed, an archive of evaluations aside, which only a file's name tells.
  init?(ofBytes head: [UInt8]) {
    guard
      let found = Self.allCases.first(where: {
        $0 != .evaluation && head.starts(with: $0.signature)
      })
    else { return nil }
    self = found
  }

  /// What a file is called once it is unpacked; `nil` of a name that no packed file has.
  static func unpackedName(of name: String) -> String? {
    for packing in allCases {
      for ending in packing.endings where name.hasSuffix(ending) && name.count > ending.count {
        return String(name.dropLast(ending.count)) + (packing == .evaluation ? ".json" : "")
      }
    }
    return nil
  }

  /// What the unpacked copy of a file is called, by which its run and its lines are named: an
  /// archive keeps its own name, since nobody has seen another.
  static func copyName(of name: String) -> String {
    evaluation.endings.contains { name.hasSuffix($0) } ? name : unpackedName(of: name) ?? name
  }

  /// Writes what is packed in a file into a new one.
  ///
  /// - Returns: what is wrong with the packed file, of which the part before that was written.
  /// - Throws: `WrongUsage` where the program is missing.
  func unpack(_ source: String, to target: String) throws -> String? {
    guard self != .evaluation else { return try EvaluationArchive(source).unpack(to: target) }
    let sayings = target + ".sayings"
    defer { unlink(sayings) }
    let code: Int32
    do throws(FilterProgram.Refusal) {
      code = try FilterProgram.run(
        [rawValue, "-dc"], from: source, to: target, errorsTo: sayings)
    } catch {
      throw WrongUsage(
        description: "'\(source)' is packed by \(rawValue), and the program '\(rawValue)' that "
          + "unpacks it cannot be started: \(error.reason). Install it (Debian: apt-get install "
          + "\(package)), or unpack the file first.")
    }
    guard code != 0 else { return nil }
    let said = (try? String(contentsOfFile: sayings, encoding: .utf8)) ?? ""
    let line = said.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .first { !$0.isEmpty }
    return (line ?? "\(rawValue) ended with code \(code)").safeForTerminals
  }

  private var package: String { self == .xz ? "xz-utils" : rawValue }
}
