#if arch(x86_64) && canImport(Glibc)
  import Glibc
#endif

/// What the kernels need of the machine.
package enum Processor {
  /// The vector instructions that the kernels were compiled to use and this machine lacks.
  ///
  /// On x86 they use AVX2 and FMA (2013 and later); without them the first product ends the
  /// program with SIGILL, so a program asks before it computes. None where nobody can tell.
  package static func missingInstructions() -> [String] {
    #if arch(x86_64) && canImport(Glibc)
      guard let file = fopen("/proc/cpuinfo", "r") else { return [] }
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 16_384)
      while fgets(&line, Int32(line.count), file) != nil {
        let text = String(
          decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        if text.hasPrefix("flags") { return missing(inFlags: text) }
      }
    #endif
    return []
  }

  /// What a line of flags lacks, as the system writes it: `flags : fpu vme …`.
  static func missing(inFlags line: String) -> [String] {
    let flags = Set(line.split(whereSeparator: \.isWhitespace).map(String.init))
    return ["avx2", "bmi1", "bmi2", "fma"].filter { !flags.contains($0) }
  }
}
