import Basics
import Foundation

/// Who took figures on what, as every report of them begins.
extension Machine {
  /// Two lines.
  var heading: String {
    let load = load.map { String(format: ", load %.2f", $0) } ?? ""
    return "kolb \(ProgramBuild.version), build \(ProgramBuild.identity)\n"
      + "\(processor), \(cores) cores\(load); \(system)\n"
  }

  /// The first fields of an object.
  func write(to json: inout JSONWriter) {
    json.field("kolb", ProgramBuild.version)
    json.field("build", ProgramBuild.identity)
    json.field("processor", processor)
    json.field("cores", cores)
    json.field("system", system)
    if let load { json.field("load", load) }
  }
}
