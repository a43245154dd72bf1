#if arch(x86_64) && canImport(Glibc)
  import Glibc
#endif

/// What the kernels need of the machine.
package enum Processor {
  /// Whether this machine has the vector instructions that the kernels were compiled to use.
  ///
  /// On x86 these are AVX2 and FMA (2013 and later); without them the first product ends the
  /// program with SIGILL, so a program asks before it computes.
  package static func supportsKernels() -> Bool {
    #if arch(x86_64) && canImport(Glibc)
      guard let file = fopen("/proc/cpuinfo", "r") else { return true }
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 16_384)
      while fgets(&line, Int32(line.count), file) != nil {
        let text = String(
          decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard text.hasPrefix("flags") else { continue }
        let flags = Set(text.split(whereSeparator: \.isWhitespace))
        return flags.isSuperset(of: ["avx2", "fma", "bmi1", "bmi2"])
      }
      return true
    #else
      return true
    #endif
  }
}
