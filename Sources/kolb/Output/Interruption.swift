/// The user asked a command to stop.
struct Interruption: Error {
  /// 128 and the number of SIGINT, as shells have it.
  let code: Int32 = 130
}
