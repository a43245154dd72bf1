import Foundation

/// What people are told of an error, whoever threw it.
enum ErrorWords {
  /// Our own errors say what, where and what to do; those of the system's libraries are put in such
  /// words.
  static func sentence(on error: any Error) -> String {
    guard let path = path(of: error) else { return "\(error)" }
    return "'\(path)' could not be used: \(OutputFile.reason(of: error))."
  }

  private static func path(of error: any Error) -> String? {
    guard error is CocoaError else { return nil }
    let information = (error as NSError).userInfo
    return information[NSFilePathErrorKey] as? String
      ?? (information[NSURLErrorKey] as? URL)?.path ?? "a file"
  }
}
