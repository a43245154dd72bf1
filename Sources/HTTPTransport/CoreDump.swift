import Glibc

/// The image of its memory that a system may write when a program crashes.
package enum CoreDump {
  /// Sees to it that none is written from now on, because a secret is in memory.
  ///
  /// Also holds for programs that are started from here. Where the system gives images to another
  /// program, that one is told by the same limit.
  package static func forbid() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(limit, &none)
  }

  /// `RLIMIT_CORE` of <sys/resource.h>, which Swift sees as a number of another type.
  private static let limit = __rlimit_resource_t(4)
}
